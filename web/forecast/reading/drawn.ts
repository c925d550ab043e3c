import { effect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { readHere } from '../../server.ts';
import { allSeries, lang } from '../../state/state.ts';

/** In the place of areas' codes: what is drawn on the map. */
export const drawnCode = 'ritat';

/** Code of an area → the share of it that lies inside what is drawn, 0–1. */
export type Shares = ReadonlyMap<string, number>;

/** Of what is drawn, as the server measures it; undefined until it has. `areas`: the dataset; undefined: nobody asks. */
export function useDrawn(areas: string | undefined): { count: number; shares: Shares } | undefined {
  const [found, setFound] = useState<{ count: number; shares: Shares } | undefined>(undefined);
  useEffect(() => {
    if (areas === undefined) return;
    let isWanted = true;
    let stop = () => {};
    Promise.all([import('../../draw/state/drawings.ts'), import('../../draw/state/area-question.ts')]).then(
      ([{ drawings }, { areaOf }]) => {
        if (!isWanted) return;
        stop = effect(() => {
          const drawn = drawings.value.flatMap((one) => areaOf(one) ?? []);
          const codes = allSeries.value[areas]?.codes ?? {};
          sharesOf(areas, codes, drawn).then(
            (shares) => isWanted && setFound({ count: drawn.length, shares }),
            () => isWanted && setFound({ count: drawn.length, shares: new Map() }),
          );
        });
      },
    );
    return () => {
      isWanted = false;
      stop();
    };
  }, [areas]);
  return found;
}

/** `codes`: by the areas' keys. Where drawn areas lie on each other no area counts more than once. */
async function sharesOf(
  areas: string,
  codes: Readonly<Record<string, string>>,
  drawn: readonly object[],
): Promise<Shares> {
  const answers = await Promise.all(
    drawn.map((area) => readHere(new URLSearchParams({ yta: JSON.stringify(area), inom: '0' }), lang.peek())),
  );
  const shares = new Map<string, number>();
  for (const { dataset, key, shares: own } of answers.flatMap(({ answers: told }) => told)) {
    const code = codes[key];
    if (dataset !== areas || code === undefined || !own) continue;
    shares.set(code, Math.min(1, (shares.get(code) ?? 0) + own.ofIt));
  }
  return shares;
}
