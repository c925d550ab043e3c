-- Sums of statistics (server/statistics) read one version and scenario of a table at a time, from the index alone and in its
-- order: a fifteenth of a table that has three scenarios and five versions.
create index befolkningsprognos_summor on public.befolkningsprognos
  (indelning, utgava, prognosversion, scenario, variabel, omradeskod, ar, kon, alder) include (varde, basar);
create index befolkning_summor on public.befolkning (indelning, utgava, variabel, omradeskod, ar, kon, alder) include (varde);
