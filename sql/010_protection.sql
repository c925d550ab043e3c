-- Small numbers of people are protected where a definition says so (server/datasets/protection.ts): whatever leaves the
-- server is rounded by chance, and the chance is always the same one.

-- What the chance follows from. Never public, and unlike the rest of this schema it cannot be computed again: who has
-- numbers rounded with two secrets knows more than either says.
create table allmanning.protection (
  only_row boolean primary key default true check (only_row),
  secret bytea not null default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
);
insert into allmanning.protection default values;
revoke all on allmanning.protection from public;

-- The number as a multiple of `base`: up or down by chance, so that the mean is the number, and one time of ten one base
-- further away or more, so that no sum or difference rules any number out. Zero stays zero. The same identity has the same
-- chance whatever the number is. `hide`: null instead of 0 and of one base.
create function allmanning.rounded(value double precision, base double precision, hide boolean, secret bytea, identity text)
  returns double precision language plpgsql immutable strict parallel safe as $$
declare
  hash bytea;
  -- In bases.
  steps double precision;
begin
  hash := sha256(secret || convert_to(identity, 'UTF8'));
  -- All of it is computed for every number: how long a filter takes must not tell a zero, or a number that is further away.
  steps := floor(abs(value) / base
      + (get_byte(hash, 0) * 65536 + get_byte(hash, 1) * 256 + get_byte(hash, 2)) / 16777216::double precision)
    -- So many bases further away: each a twentieth as probable as the one before, so that none is with 0.95 / 1.05.
    + (get_byte(hash, 3) * 65536 + get_byte(hash, 4) * 256 + get_byte(hash, 5) >= 15179386)::integer
      * sign(get_byte(hash, 6) - 127.5::double precision)
      * (1 + floor(
        ln(1 - (get_byte(hash, 7) * 65536 + get_byte(hash, 8) * 256 + get_byte(hash, 9)) / 16777216::double precision)
        / ln(0.05::double precision)));
  if hide and (value = 0 or steps <= 1) then
    return null;
  end if;
  -- Without a negative zero.
  return sign(value) * base * greatest(0, steps) + 0;
end $$;
