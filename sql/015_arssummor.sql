-- The yearly totals of an area are made of the newest version of its forecast: they are added up again when rows of that come, change or
-- go, not for every older version. A file is written in parts, and each part would else add up all.
create function allmanning.prognos_nyast(nyckel text, version text) returns boolean language sql stable as $$
  select version >= coalesce((
    select max(b.prognosversion) from public.befolkningsprognos b
    where b.indelning || '-' || b.utgava || '-' || b.omradeskod = nyckel), '')
$$;
create index befolkningsprognos_nyckel on public.befolkningsprognos
  ((indelning || '-' || utgava || '-' || omradeskod), prognosversion);

create or replace function allmanning.prognos_andrad() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' then
    delete from public.prognos_arssummor;
  elsif tg_op = 'DELETE' then
    perform allmanning.prognos_summera(array(select distinct nyckel from (
      select distinct indelning || '-' || utgava || '-' || omradeskod as nyckel, prognosversion from gamla
    ) rader where allmanning.prognos_nyast(nyckel, prognosversion)));
  elsif tg_op = 'INSERT' then
    perform allmanning.prognos_summera(array(select distinct nyckel from (
      select distinct indelning || '-' || utgava || '-' || omradeskod as nyckel, prognosversion from nya
    ) rader where allmanning.prognos_nyast(nyckel, prognosversion)));
  else
    perform allmanning.prognos_summera(array(select distinct nyckel from (
      select distinct indelning || '-' || utgava || '-' || omradeskod as nyckel, prognosversion from gamla
      union select distinct indelning || '-' || utgava || '-' || omradeskod, prognosversion from nya
    ) rader where allmanning.prognos_nyast(nyckel, prognosversion)));
  end if;
  return null;
end $$;
