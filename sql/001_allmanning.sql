-- The service's own schema. Datasets live in public (or wherever an adopted table already is);
-- everything here can be computed again from them.
create schema if not exists allmanning;

-- One random word for the life of this database, part of every data version: after a restore or a new
-- database an old version number never means new data.
create table allmanning.epoch (
  only_row boolean primary key default true check (only_row),
  epoch text not null default substr(md5(gen_random_uuid()::text), 1, 8)
);
insert into allmanning.epoch default values;

-- Which datasets have been given example data once, or have had a real import: neither gets examples again.
create table allmanning.example_history (
  dataset text primary key,
  filled_at timestamptz not null default now(),
  scale integer not null
);
