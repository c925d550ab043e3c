import { open } from '../state/actions.ts';
import { chosenAreas, peopleForecast, readRoom } from './choices.ts';
import { forecastWords } from './words.ts';

/** To the forecast in charts. `areas`: of these; absent: of those that were read last. */
export function OpenReading({ areas }: { areas?: readonly string[] }) {
  if (!peopleForecast.value) return null;
  const words = forecastWords();
  return (
    <button
      type="button"
      class="plain-button"
      onClick={() => {
        if (areas) chosenAreas.value = areas;
        open(readRoom);
      }}
    >
      {areas ? words.readArea : words.read}
    </button>
  );
}

/** In an answer about an area of the forecast. */
export function OpenReadingOf({
  dataset,
  properties,
}: {
  dataset: string;
  properties: Readonly<Record<string, unknown>>;
}) {
  const areas = peopleForecast.value?.people.areas;
  const code = areas && properties[areas.on[peopleForecast.value?.people.area ?? ''] ?? ''];
  return areas?.dataset === dataset && typeof code === 'string' ? <OpenReading areas={[code]} /> : null;
}
