-- Premises for schools, preschools and care. geom: EPSG:3006, east, north, metres.
create table public.lokaler (
  id uuid primary key default gen_random_uuid(),
  namn text not null,
  typ text not null,
  beteckning text,
  platser_forskola integer,
  platser_f3 integer,
  platser_ak46 integer,
  platser_ak79 integer,
  platser_gymnasium integer,
  platser_aldreboende integer,
  platser_lss integer,
  platser integer generated always as (
    coalesce(platser_forskola, 0) + coalesce(platser_f3, 0) + coalesce(platser_ak46, 0) + coalesce(platser_ak79, 0)
      + coalesce(platser_gymnasium, 0) + coalesce(platser_aldreboende, 0) + coalesce(platser_lss, 0)
  ) stored,
  -- null: since always; until further notice
  fran_ar integer,
  till_ar integer,
  agande text,
  huvudman text,
  adress text,
  fastighet text,
  -- beteckning of the development project that they are part of
  projekt text,
  synlighet text not null default 'publik',
  kalla text,
  uppdaterad timestamptz,
  exempel boolean not null default false,
  geom geometry(Point, 3006) not null
);
create index lokaler_geom on public.lokaler using gist (geom);

-- By which rates people of some ages need places, and what a unit of a project gives.
create table public.behovstal (
  id text generated always as (
    tjanst || '-' || slag || '-' || coalesce(alder_fran::text, 'alla') || '-' || galler_fran::text
  ) stored primary key,
  tjanst text not null,
  slag text not null,
  alder_fran integer,
  -- null: and all who are older
  alder_till integer,
  tal double precision not null,
  galler_fran integer not null,
  underlag text,
  datum date,
  anmarkning text,
  kalla text,
  uppdaterad timestamptz,
  exempel boolean not null default false
);
