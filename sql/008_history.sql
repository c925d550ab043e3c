-- What datasets were: each row that has changed or gone, as it was. Statement triggers on the datasets' own tables
-- (server/history/record.ts) write it, whoever edits.

-- The transaction that is under way. Its number alone comes back when a database is restored into another cluster.
create function allmanning.this_transaction() returns text language sql stable as $$
  select pg_current_xact_id()::text || '@' || extract(epoch from now())::text
$$;

-- The tables whose past is kept, and by which key. Since `number` nothing of it has been missed.
create table allmanning.relations (
  id integer primary key generated always as identity,
  name text not null unique,
  number bigint not null,
  began_at timestamptz not null default now()
);

-- A statement that changed rows of a table. Its number comes from the same counter as those of changes, at COMMIT.
create table allmanning.states (
  id bigint primary key,
  -- null until COMMIT
  number bigint unique,
  relation integer not null references allmanning.relations,
  changed_at timestamptz not null default clock_timestamp(),
  transaction text not null default allmanning.this_transaction()
);
create index states_relation on allmanning.states (relation, number);
create index states_transaction on allmanning.states (transaction);

-- No references: checking them would cost as much as writing.
create table allmanning.history (
  state bigint not null,
  relation integer not null,
  key text not null,
  -- + the row came, ~ it changed, - it went
  action "char" not null check (action in ('+', '~', '-')),
  -- The row before that, without its geometry. Null where it came.
  row json,
  geometry geometry
);
create index history_key on allmanning.history (relation, key, state);
create index history_gone on allmanning.history (relation, state) where action = '-';

-- What was public of a dataset from a number on: names of fields, and conditions on rows.
create table allmanning.publicness (
  dataset text not null,
  number bigint not null,
  fields text[] not null,
  rows jsonb not null,
  primary key (dataset, number)
);

-- The changes of a dataset that the public could see. Kept when the log is pruned.
create table allmanning.dataset_versions (
  number bigint primary key,
  dataset text not null,
  changed_at timestamptz not null,
  whole boolean not null,
  transaction text not null
);
create index dataset_versions_dataset on allmanning.dataset_versions (dataset, number);

-- What an import or a rollback did, and why. Edits by hand are not here.
create table allmanning.publications (
  id bigint primary key generated always as identity,
  transaction text not null unique default allmanning.this_transaction(),
  published_at timestamptz not null default now(),
  by_role text not null default session_user,
  kind text not null check (kind in ('import', 'rollback')),
  datasets text[] not null,
  -- of an import
  file text,
  sha256 text,
  message text,
  -- what was asked for on the command line
  options jsonb not null,
  -- of each dataset, how many rows
  counts jsonb not null
);

create or replace function allmanning.number_change() returns trigger language plpgsql security definer
  set search_path from current as $$
declare taken bigint;
begin
  update allmanning.change_counter set number = number + 1 returning number into taken;
  update allmanning.changes set number = taken where id = new.id;
  if new.dataset = '' then
    update allmanning.states set number = taken where id = new.id;
  else
    insert into allmanning.dataset_versions (number, dataset, changed_at, whole, transaction)
      values (taken, new.dataset, new.changed_at, new.whole, allmanning.this_transaction());
  end if;
  insert into allmanning.versions (dataset, number, changed_at) values (new.dataset, taken, new.changed_at)
    on conflict (dataset) do update set number = excluded.number, changed_at = excluded.changed_at;
  perform pg_notify('allmanning', taken::text);
  return null;
end $$;
