-- What changed, in the order of commits. Statement triggers on the datasets' tables (server/changes/record.ts)
-- write a row for each statement that changed public rows; its number is taken at COMMIT.

create table allmanning.change_counter (
  only_row boolean primary key default true check (only_row),
  number bigint not null default 0
);
insert into allmanning.change_counter default values;

create sequence allmanning.change_id;

create table allmanning.changes (
  id bigint primary key,
  -- null until COMMIT
  number bigint unique,
  dataset text not null,
  changed_at timestamptz not null default clock_timestamp(),
  -- true: any row of the dataset may have changed (TRUNCATE), and no places are written
  whole boolean not null
);
create index changes_age on allmanning.changes (changed_at);

-- Where the changed rows were and are: the old and the new geometry, EPSG:3857.
create table allmanning.change_places (
  change bigint not null references allmanning.changes on delete cascade deferrable initially deferred,
  place geometry(Geometry, 3857) not null
);
create index change_places_change on allmanning.change_places (change);

-- The newest change of each dataset: kept when the log is pruned.
create table allmanning.versions (
  dataset text primary key,
  number bigint not null,
  changed_at timestamptz not null
);

-- The row lock on the counter is held until the transaction ends, so numbers become visible in their order: whoever
-- has read number n has seen everything below it, however long another transaction takes.
create function allmanning.number_change() returns trigger language plpgsql security definer
  set search_path from current as $$
declare taken bigint;
begin
  update allmanning.change_counter set number = number + 1 returning number into taken;
  update allmanning.changes set number = taken where id = new.id;
  insert into allmanning.versions (dataset, number, changed_at) values (new.dataset, taken, new.changed_at)
    on conflict (dataset) do update set number = excluded.number, changed_at = excluded.changed_at;
  perform pg_notify('allmanning', taken::text);
  return null;
end $$;

create constraint trigger number_change after insert on allmanning.changes
  deferrable initially deferred for each row execute function allmanning.number_change();

-- A geometry in another coordinate system, 2D, arcs as lines. Null where it cannot be: one bad row of somebody's table
-- must not take its neighbours down, nor stop its owner from editing.
create function allmanning.reprojected(geometry geometry, srid integer) returns geometry
  language plpgsql immutable strict as $$
declare
  moved geometry;
  -- The whole of a projected system is some tens of thousands of kilometres.
  furthest double precision := case when srid = 4326 then 180 else 1e9 end;
begin
  moved := st_transform(st_force2d(st_curvetoline(geometry)), srid);
  if st_isempty(moved) or (st_xmin(moved) >= -furthest and st_xmax(moved) <= furthest
    and st_ymin(moved) >= -furthest and st_ymax(moved) <= furthest) then
    return moved;
  end if;
  return null;
exception when others then
  return null;
end $$;
