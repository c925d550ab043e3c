-- What was found when something was published, the first thousand findings of it, for those who run the service: it may
-- tell of rows that are not public.
alter table allmanning.publications add column report jsonb;

-- By whom, for those who run the service. Of older ones nobody knows.
alter table allmanning.dataset_versions add column by_role text;
alter table allmanning.dataset_versions alter column by_role set default session_user;
