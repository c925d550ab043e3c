-- What the map needs to be readable without any outside background map.
-- geom: EPSG:3006, east, north, metres.
create table public.kommungrans (
  kommunkod text primary key,
  namn text not null,
  kalla text,
  exempel boolean not null default false,
  geom geometry(MultiPolygon, 3006) not null
);
create index kommungrans_geom on public.kommungrans using gist (geom);

create table public.tatorter (
  kod text primary key,
  namn text not null,
  befolkning integer,
  kalla text,
  exempel boolean not null default false,
  geom geometry(MultiPolygon, 3006) not null
);
create index tatorter_geom on public.tatorter using gist (geom);

create table public.marktacke (
  id text primary key,
  typ text not null,
  namn text,
  kalla text,
  exempel boolean not null default false,
  geom geometry(MultiPolygon, 3006) not null
);
create index marktacke_geom on public.marktacke using gist (geom);

create table public.vagar (
  id text primary key,
  klass text not null,
  namn text,
  kalla text,
  exempel boolean not null default false,
  geom geometry(MultiLineString, 3006) not null
);
create index vagar_geom on public.vagar using gist (geom);

create table public.byggnader (
  id text primary key,
  typ text,
  kalla text,
  exempel boolean not null default false,
  geom geometry(MultiPolygon, 3006) not null
);
create index byggnader_geom on public.byggnader using gist (geom);
