-- Detaljplan and planbestämmelse, flattened from the national specification (Lantmäteriet, Detaljplan v4.1).
-- geom: EPSG:3006, axis order east, north, 2D, metres.
create table public.detaljplaner (
  objektidentitet uuid primary key,
  objektversion integer,
  version_giltig_fran timestamptz,
  kommun text,
  beteckning text,
  namn text not null,
  syfte text,
  status text not null,
  datum_statusforandring date,
  typ text,
  datum_paborjat date,
  datum_antagande date,
  datum_laga_kraft date,
  genomforandetid_manader integer,
  genomforandetid_startar date,
  genomforandetid_slutar date generated always as (
    (genomforandetid_startar + make_interval(months => genomforandetid_manader))::date
  ) stored,
  instans text,
  beslutstyp text,
  diarienummer text,
  diarienummer_fullmaktige text,
  digitaliseringsniva text,
  anvandbarhet text,
  plankarta_lank text,
  planbeskrivning_lank text,
  beslutsprotokoll_lank text,
  kalla text,
  uppdaterad timestamptz,
  exempel boolean not null default false,
  -- The object as it was delivered, for a lossless way back. Never public.
  ngp_objekt jsonb,
  geom geometry(MultiPolygon, 3006) not null
);
create index detaljplaner_geom on public.detaljplaner using gist (geom);

-- One provision may have several geometries of different kinds: a row for each.
create table public.planbestammelser (
  id text generated always as (objektidentitet::text || '.' || geometrinummer::text) stored primary key,
  objektidentitet uuid not null,
  geometrinummer integer not null default 1,
  detaljplan uuid not null references public.detaljplaner on delete cascade,
  bestammelsetyp text not null,
  anvandningsform text,
  kategori text,
  underkategori text,
  beteckning text,
  formulering text not null,
  varden text[],
  motiv text,
  farg text,
  symbol text,
  katalogreferens uuid,
  sekundar_egenskapsgrans boolean,
  giltighetstid integer,
  borjar_galla_efter integer,
  kalla text,
  uppdaterad timestamptz,
  exempel boolean not null default false,
  ngp_objekt jsonb,
  geom geometry(Geometry, 3006) not null
);
create index planbestammelser_geom on public.planbestammelser using gist (geom);
create index planbestammelser_detaljplan on public.planbestammelser (detaljplan);
