-- Development projects. geom: EPSG:3006, east, north, metres.
create table public.exploateringsomraden (
  id uuid primary key default gen_random_uuid(),
  namn text not null,
  beskrivning text,
  typ text,
  skede text not null,
  beteckning text,
  fastigheter text[],
  markagare text,
  exploatorer text[],
  avtalstyp text,
  plexbeslut_datum date,
  plexbeslut_paragraf text,
  plexbeslut_diarienummer text,
  bostader_totalt integer,
  bostader_flerbostadshus integer,
  bostader_smahus integer,
  bostader_specialbostad integer,
  hyresratter integer,
  bostadsratter integer,
  aganderatter integer,
  bta_verksamhet_m2 integer,
  forskola_avdelningar integer,
  grundskola_platser integer,
  aldreboende_platser integer,
  lss_platser integer,
  byggstart_ar integer,
  inflyttning_fran_ar integer,
  inflyttning_till_ar integer,
  -- objektidentitet of the plans that the project builds on
  detaljplaner text[],
  kontakt_funktion text,
  webbadress text,
  synlighet text not null default 'publik',
  kalla text,
  uppdaterad timestamptz,
  exempel boolean not null default false,
  geom geometry(MultiPolygon, 3006) not null
);
create index exploateringsomraden_geom on public.exploateringsomraden using gist (geom);

-- Dwellings to be finished each year, by building type and tenure.
create table public.exploatering_bostader (
  omrade uuid not null references public.exploateringsomraden on delete cascade,
  ar integer not null,
  hustyp text not null,
  upplatelseform text not null,
  antal integer not null,
  primary key (omrade, ar, hustyp, upplatelseform)
);
