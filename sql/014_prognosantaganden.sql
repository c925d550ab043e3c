-- What a forecast model believes: chances of dying, having children and moving, people in new dwellings. Null in a
-- dimension: the value holds for all of it, unless a row says something else.
create table public.prognosantaganden (
  id text generated always as (
    antagande || '-' || coalesce(omradeskod, 'alla') || '-' || coalesce(hustyp, 'alla') || '-' || coalesce(skede, 'alla')
      || '-' || coalesce(kon, 'alla') || '-' || coalesce(alder::text, 'alla')
  ) stored primary key,
  antagande text not null,
  omradeskod text,
  hustyp text,
  skede text,
  kon text,
  alder integer,
  varde double precision not null,
  enhet text,
  kalla text,
  uppdaterad timestamptz,
  exempel boolean not null default false
);
