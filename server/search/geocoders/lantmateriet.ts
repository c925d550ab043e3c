import { z } from 'zod';
import { projections, unproject } from '../../geometry/gauss-kruger.ts';
import type { Geocoder } from './geocoder.ts';

/**
 * Lantmäteriet's Belägenhetsadress Direkt and Registerbeteckning Direkt: `/referens/fritext` gives names and identities,
 * a POST of the identities gives GeoJSON in SWEREF 99 TM (east, north) with the places.
 */

const identity = z.string();
const place = z.object({ type: z.literal('Point'), coordinates: z.array(z.number()).min(2) });
const answer = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ type: z.string(), coordinates: z.unknown() }).nullish(),
      properties: z.object({
        objektidentitet: identity.optional(),
        registerbeteckning: z.array(z.object({ objektidentitet: identity })).optional(),
        registerenhetsreferens: z
          .object({
            registerenhetsomrade: z.array(z.object({ centralpunktskoordinat: place.nullish() })).nullish(),
          })
          .nullish(),
      }),
    }),
  ),
});
type Feature = z.infer<typeof answer>['features'][number];

/** An address has a point; of a property there is the middle of each of its areas. */
function placeOf({ geometry, properties }: Feature): [number, number] | undefined {
  const areas = properties.registerenhetsreferens?.registerenhetsomrade ?? [];
  const points = [geometry, ...areas.map(({ centralpunktskoordinat }) => centralpunktskoordinat)];
  const [east, north] = points.flatMap((point) => place.safeParse(point).data ?? []).at(0)?.coordinates ?? [];
  return east === undefined || north === undefined ? undefined : unproject(projections[3006], east, north);
}

function reading(parameter: string, name: 'adress' | 'beteckning', status: string, more: string): Geocoder {
  const references = z.array(z.object({ objektidentitet: identity, [name]: z.string() }));
  return async (url, { text, limit }, ask) => {
    const query = new URLSearchParams({ [parameter]: text, status, maxHits: String(limit) });
    const found = references.parse(await ask(`${url}/referens/fritext?${query}`));
    if (found.length === 0) return [];
    const { features } = answer.parse(
      await ask(
        `${url}/?${more}srid=3006`,
        found.map(({ objektidentitet }) => objektidentitet),
      ),
    );
    return found.flatMap(({ objektidentitet, [name]: title = '' }) => {
      const feature = features.find(
        ({ properties }) =>
          properties.objektidentitet === objektidentitet ||
          properties.registerbeteckning?.some((one) => one.objektidentitet === objektidentitet),
      );
      const point = feature && placeOf(feature);
      return point ? [{ title, subtitle: undefined, point }] : [];
    });
  };
}

export const addresses = reading('adress', 'adress', 'Gällande', 'includeData=basinformation&');
export const properties = reading('beteckning', 'beteckning', 'gällande', '');
