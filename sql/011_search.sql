-- What is searched (server/search): the words of public fields of public rows, kept by statement triggers on the datasets'
-- tables. Answers are read from the tables themselves: this only finds them.

-- A text as it is compared: without case, accents (å ä ö too) and punctuation, letters and digits apart, one space between.
create function allmanning.words(text) returns text language plpgsql immutable strict as $$
begin
  return btrim(regexp_replace(regexp_replace(regexp_replace(
    replace(replace(replace(translate(allmanning.accenti(allmanning.casei($1)), 'ð', 'd'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
      collate "C", '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'),
    '([a-z\u00c0-\uffff])([0-9])', '\1 \2', 'g'),
    '([0-9])([a-z\u00c0-\uffff])', '\1 \2', 'g'));
end $$;

-- The words of several fields, which the unit separator (U+001F) keeps apart: ' centrum | spl 27 '. A space before each word
-- and after the last, so that ' spl' is where a word begins. Empty where there are none.
create function allmanning.words_of_fields(text) returns text language sql immutable strict as $$
  select coalesce(' ' || string_agg(w, ' | ' order by n) || ' ', '')
  from string_to_table($1, E'\x1f') with ordinality f(field, n), nullif(allmanning.words(field), '') w
  where w is not null
$$;

-- Each text once, however many features share it: a town has ten thousand provisions and some hundred ways to word them.
create table allmanning.search_texts (
  -- md5 of the fields as they are written
  id uuid primary key,
  dataset text not null,
  -- What the feature is called; its names are that and other short fields; texts are those of several lines.
  title text not null,
  names text not null,
  texts text not null,
  -- How many features have it. Without any it is gone in the same transaction.
  features integer not null
);
create index search_texts_words on allmanning.search_texts
  using gin (names gin_trgm_ops, texts gin_trgm_ops) with (fastupdate = off);
create index search_texts_dataset on allmanning.search_texts (dataset);
create index search_texts_gone on allmanning.search_texts (dataset) where features <= 0;

-- No reference: checking it would cost as much as writing.
create table allmanning.search_features (
  dataset text not null,
  key text not null,
  text uuid not null,
  -- the middle of its bounds, EPSG:3857; null where it has no place
  place geometry(Point, 3857),
  primary key (dataset, key)
);
create index search_features_text on allmanning.search_features (text);
create index search_features_key on allmanning.search_features (lower(key) text_pattern_ops);

-- The texts with a word that is nearly this one: of those that share trigrams with it, the ones where no more than two
-- letters are other (one of four), as far as it has been typed. Two that changed places leave only a quarter of a short word's
-- trigrams, and long words share their endings with many others: neither trigrams nor letters say enough alone.
create function allmanning.search_similar(word text) returns table (id uuid, dataset text, likeness double precision)
  language sql stable set pg_trgm.word_similarity_threshold = 0.25 as $$
  select s.id, s.dataset, 1 - min(d.distance)::double precision / length(word)
  from allmanning.search_texts s, string_to_table(s.names, ' ') w,
    lateral (values (levenshtein_less_equal(word, left(w, 60), 2)), (levenshtein_less_equal(word, left(w, length(word)), 2))) d (distance)
  where word <% s.names and d.distance <= case when length(word) <= 4 then 1 else 2 end
  group by s.id
$$;
