-- What came out: inhabitants at the end of the year by area, age and sex, and births, deaths and moves during it.
create table public.befolkning (
  id text generated always as (
    indelning || '-' || utgava || '-' || omradeskod || '-' || variabel || '-' || ar::text || '-' || kon || '-'
      || coalesce(alder::text, 'alla')
  ) stored primary key,
  omradeskod text not null,
  indelning text not null,
  utgava text not null,
  ar integer not null,
  -- null: all ages together
  alder integer,
  kon text not null,
  variabel text not null,
  varde double precision,
  exempel boolean not null default false
);
create index befolkning_omrade on public.befolkning (indelning, utgava, omradeskod, ar);
