import type { Geometry } from 'geojson';
import { palettes } from '../../server/styles/palette.ts';
import type { Capability, Drawn } from '../capability.ts';
import { lazyRoom } from '../panel/lazy-room.tsx';
import { asked, readAsked, writeAsked } from '../state/asked.ts';
import { page, place, theme } from '../state/state.ts';

const nearby = 16;

/** "What applies here?": the place that is asked about is kept in the address, and marked on the map. */
export const whatApplies: Capability = {
  id: 'here',
  rooms: { answers: lazyRoom(async () => (await import('./Answers.tsx')).Answers) },
  address: [
    {
      name: 'har',
      take(text) {
        const question = readAsked(text);
        asked.value = question;
        if (!question) return;
        if (page.value === 'subjects') page.value = 'answers';
        const [longitude, latitude] = question.kind === 'point' ? question.point : (question.corners[0] ?? [0, 0]);
        place.value ??= { zoom: nearby, longitude, latitude };
      },
      write: () => asked.value && writeAsked(asked.value),
      step: () => asked.value && writeAsked(asked.value),
      opens: 'answers',
    },
  ],
  drawn,
};

function drawn(): Drawn {
  const question = asked.value;
  if (!question) return { sources: {}, layers: [] };
  const { chosen: ink, 'chosen-halo': halo } = palettes[theme.value];
  const isPoint = question.kind === 'point';
  const ring = question.kind === 'area' ? [...question.corners, ...question.corners.slice(0, 1)] : [];
  const geometry: Geometry =
    question.kind === 'point'
      ? { type: 'Point', coordinates: [...question.point] }
      : { type: 'Polygon', coordinates: [ring.map((corner) => [...corner])] };
  return {
    sources: { asked: { type: 'geojson', data: { type: 'Feature', geometry, properties: {} } } },
    layers: isPoint
      ? [
          {
            id: 'asked/place',
            type: 'circle',
            source: 'asked',
            paint: {
              'circle-radius': 5,
              'circle-color': ink,
              'circle-stroke-color': halo,
              'circle-stroke-width': 2,
            },
          },
        ]
      : [
          {
            id: 'asked/area',
            type: 'line',
            source: 'asked',
            paint: { 'line-color': ink, 'line-width': 2, 'line-dasharray': [1, 1.5] },
          },
        ],
  };
}
