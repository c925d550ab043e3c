import type { Capability } from '../capability.ts';
import { lazyPart, lazyRoom } from '../panel/lazy-room.tsx';
import { forecast } from '../state/state.ts';
import { addressOfChoices, readRoom } from './choices.ts';
import { addressOfOwn } from './own-measure.ts';

const YearBar = lazyPart(async () => (await import('./YearBar.tsx')).YearBar);
const ForecastPart = lazyRoom(async () => (await import('./ForecastPart.tsx')).ForecastPart);

/** Measures along years: which one and which year the map shows, the figures behind it, and the forecast in charts. */
export const alongYears: Capability = {
  id: 'forecast',
  rooms: { [readRoom]: lazyRoom(async () => (await import('./reading/ReadPanel.tsx')).ReadPanel) },
  over: () => (forecast.value ? <YearBar /> : null),
  card: ({ card }) =>
    forecast.value && card.datasets[0] === forecast.value.dataset.id ? (
      <ForecastPart forecast={forecast.value} />
    ) : null,
  address: [...addressOfChoices, addressOfOwn],
};
