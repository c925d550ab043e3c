-- Forecast areas. The same code may exist in several divisions and editions, so all three make the key.
-- geom: EPSG:3006, east, north, metres.
create table public.prognosomraden (
  id text generated always as (indelning || '-' || utgava || '-' || kod) stored primary key,
  kod text not null,
  namn text not null,
  indelning text not null,
  utgava text not null,
  -- true for the one division and edition that the map shows
  visas boolean not null default false,
  areal_km2 double precision generated always as (round((st_area(geom) / 1000000)::numeric, 3)::double precision) stored,
  kalla text,
  uppdaterad timestamptz,
  exempel boolean not null default false,
  geom geometry(MultiPolygon, 3006) not null
);
create index prognosomraden_geom on public.prognosomraden using gist (geom);

create table public.befolkningsprognos (
  id text generated always as (
    indelning || '-' || utgava || '-' || omradeskod || '-' || prognosversion || '-' || scenario || '-' || variabel
      || '-' || ar::text || '-' || kon || '-' || coalesce(alder::text, 'alla')
  ) stored primary key,
  omradeskod text not null,
  indelning text not null,
  utgava text not null,
  prognosversion text not null,
  basar integer not null,
  ar integer not null,
  -- null: all ages together
  alder integer,
  kon text not null,
  scenario text not null,
  variabel text not null,
  varde double precision,
  exempel boolean not null default false
);
create index befolkningsprognos_omrade on public.befolkningsprognos (indelning, utgava, omradeskod, ar);

-- Yearly totals of the newest forecast version's main scenario: what the map's year slider needs, a few
-- thousand rows instead of a hundred thousand. Kept by the triggers below.
create table public.prognos_arssummor (
  omradeskod text not null,
  indelning text not null,
  utgava text not null,
  ar integer not null,
  serie text not null,
  varde double precision not null,
  primary key (indelning, utgava, omradeskod, ar, serie)
);

create function allmanning.prognos_summera(omraden text[]) returns void language sql as $$
  delete from public.prognos_arssummor s where s.indelning || '-' || s.utgava || '-' || s.omradeskod = any (omraden);

  insert into public.prognos_arssummor (omradeskod, indelning, utgava, ar, serie, varde)
  with omrade as (
    select omradeskod, indelning, utgava, max(prognosversion) as prognosversion
    from public.befolkningsprognos
    where indelning || '-' || utgava || '-' || omradeskod = any (omraden)
    group by omradeskod, indelning, utgava
  ), folk as (
    select b.omradeskod, b.indelning, b.utgava, b.ar, b.alder, b.varde
    from public.befolkningsprognos b
    join omrade using (omradeskod, indelning, utgava, prognosversion)
    where b.scenario = 'huvud' and b.variabel = 'folkmangd' and b.alder is not null and b.varde is not null
  )
  select omradeskod, indelning, utgava, ar, serie, round(sum(varde)::numeric, 1)::double precision
  from folk
  join (values
    ('folkmangd', null, null), ('forskolealder', 1, 5), ('grundskolealder', 6, 15), ('gymnasiealder', 16, 18),
    ('arbetsfor_alder', 19, 64), ('alder_65_79', 65, 79), ('alder_80_plus', 80, 200)
  ) as serie_av_alder (serie, fran, till) on fran is null or alder between fran and till
  group by omradeskod, indelning, utgava, ar, serie;
$$;

create function allmanning.prognos_andrad() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' then
    delete from public.prognos_arssummor;
  elsif tg_op = 'DELETE' then
    perform allmanning.prognos_summera(array(select distinct indelning || '-' || utgava || '-' || omradeskod from gamla));
  elsif tg_op = 'INSERT' then
    perform allmanning.prognos_summera(array(select distinct indelning || '-' || utgava || '-' || omradeskod from nya));
  else
    perform allmanning.prognos_summera(array(
      select indelning || '-' || utgava || '-' || omradeskod from gamla
      union select indelning || '-' || utgava || '-' || omradeskod from nya));
  end if;
  return null;
end $$;

create trigger prognos_insert after insert on public.befolkningsprognos
  referencing new table as nya for each statement execute function allmanning.prognos_andrad();
create trigger prognos_update after update on public.befolkningsprognos
  referencing old table as gamla new table as nya for each statement execute function allmanning.prognos_andrad();
create trigger prognos_delete after delete on public.befolkningsprognos
  referencing old table as gamla for each statement execute function allmanning.prognos_andrad();
create trigger prognos_truncate after truncate on public.befolkningsprognos
  for each statement execute function allmanning.prognos_andrad();
