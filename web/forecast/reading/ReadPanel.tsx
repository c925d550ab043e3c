import type { PeopleDescription } from '../../../server/styles/describe-people.ts';
import { filled } from '../../../server/styles/filled.ts';
import { BackButton } from '../../panel/BackButton.tsx';
import { closeAside } from '../../state/actions.ts';
import { chosenYear, forecast, lang, theme } from '../../state/state.ts';
import { type Sums, useSums } from '../ask.ts';
import { chosenAreas, peopleForecast } from '../choices.ts';
import { Choices } from './Choices.tsx';
import { Comparing } from './Comparing.tsx';
import type { Told } from './charts.ts';
import { drawnCode, type Shares, useDrawn } from './drawn.ts';
import { People } from './People.tsx';
import type { Reading } from './reading.ts';
import './reading.css';
import type { Where } from './where.ts';
import { readingWords } from './words.ts';

/** The forecast in charts: of one area, several, all, or of what is drawn. */
export function ReadPanel() {
  const words = readingWords();
  const found = peopleForecast.value;
  return (
    <div class="padded reading-room">
      <BackButton leave={closeAside} />
      <h2 tabIndex={-1}>{words.title}</h2>
      {found ? <Read dataset={found.id} people={found.people} /> : <p>{words.noForecast}</p>}
    </div>
  );
}

function Read({ dataset, people }: Pick<Reading, 'dataset' | 'people'>) {
  const words = readingWords();
  const { answers, failed } = useSums([{ dataset, by: [people.area] }], lang.value);
  const [areas] = answers ?? [];
  const isDrawn = chosenAreas.value.includes(drawnCode);
  const drawn = useDrawn(isDrawn ? people.areas.dataset : undefined);
  if (failed) return <p class="note">{words.failed}</p>;
  if (!areas || (isDrawn && !drawn)) return <p class="quiet">{words.loading}</p>;
  const names = namesOf(areas, people.area);
  const codes = chosenAreas.value.filter((code) => names.has(code));
  const year = chosenYear.value ?? forecast.value?.year ?? new Date().getFullYear();
  const shares = isDrawn ? drawn?.shares : undefined;
  const place = shares ? filled(words.drawn, { n: String(drawn?.count ?? 0) }) : placeOf(codes, names);
  const told: Told = { lang: lang.value, theme: theme.value, words, place, year };
  const reading: Reading = { dataset, people, names, told, where: { codes, ...partOf(shares, people, areas) } };
  return (
    <>
      <Choices reading={reading} />
      {shares ? <p class="note">{shares.size === 0 ? words.drawnOutside : words.drawnNote}</p> : null}
      {shares?.size === 0 ? null : (
        <>
          <People reading={reading} />
          <Comparing reading={reading} />
        </>
      )}
    </>
  );
}

function partOf(shares: Shares | undefined, people: PeopleDescription, { assumed }: Sums): Pick<Where, 'part'> {
  if (!shares) return {};
  const told = (name: string) => String(assumed[name] ?? '');
  return { part: { shares, division: told(people.division), edition: told(people.edition) } };
}

function namesOf({ rows, columns }: Sums, area: string): ReadonlyMap<string, string> {
  const titles = new Map(columns.find(({ name }) => name === area)?.values?.map(({ value, title }) => [value, title]));
  return new Map(rows.map((row) => [String(row[area]), titles.get(String(row[area])) ?? String(row[area])]));
}

function placeOf(codes: readonly string[], names: ReadonlyMap<string, string>): string {
  const words = readingWords();
  if (codes.length === 0) return words.whole;
  if (codes.length > 2) return filled(words.areasChosen, { n: String(codes.length) });
  return codes.map((code) => names.get(code) ?? code).join(', ');
}
