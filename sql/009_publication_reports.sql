-- What was found when something was published, the first thousand findings of it, for those who run the service: it may
-- tell of rows that are not public.
alter table allmanning.publications add column report jsonb;
