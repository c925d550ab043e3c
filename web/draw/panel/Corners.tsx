import { useSignal } from '@preact/signals';
import type { Position } from 'geojson';
import { project, projections, unproject } from '../../../server/geometry/gauss-kruger.ts';
import type { Drawing } from '../drawing.ts';
import { drawWords } from '../words.ts';

/** More corners than that are for a file. */
const most = 60;
const grid = projections[3006];

/** `N 6 613 000,12  E 617 000,34`. */
export function gridPlace([longitude = 0, latitude = 0]: Position): string {
  const [east, north] = project(grid, longitude, latitude);
  return `N ${north.toFixed(2)}  E ${east.toFixed(2)}`;
}

/** The corners of a drawing as numbers that can be changed: what the pointer does on the map, for those who have none. */
export function Corners({ drawing, put }: { drawing: Drawing; put: (changed: Drawing) => void }) {
  const words = drawWords.value;
  const isOpen = useSignal(false);
  const corners = cornersOf(drawing);
  if (!corners || corners.length > most) return null;
  const least = drawing.kind === 'area' ? 3 : drawing.kind === 'line' ? 2 : 1;
  const change = (index: number, ...others: Position[]) => {
    const changed = withCorners(drawing, corners.toSpliced(index, 1, ...others));
    if (changed) put(changed);
  };
  return (
    <details
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{words.corners}</summary>
      <p class="quiet small">{words.cornersHint}</p>
      <ol class="corners">
        {isOpen.value
          ? corners.map((corner, index) => {
              const [east, north] = project(grid, corner[0] ?? 0, corner[1] ?? 0);
              return (
                <li key={`${index} ${corner.join()}`}>
                  <NumberField
                    label={words.north}
                    value={north}
                    onNumber={(moved) => change(index, unproject(grid, east, moved))}
                  />
                  <NumberField
                    label={words.east}
                    value={east}
                    onNumber={(moved) => change(index, unproject(grid, moved, north))}
                  />
                  {corners.length > least ? (
                    <button
                      type="button"
                      class="plain-button"
                      aria-label={words.removeCorner.replace('{n}', String(index + 1))}
                      onClick={() => change(index)}
                    >
                      ×
                    </button>
                  ) : null}
                </li>
              );
            })
          : null}
      </ol>
    </details>
  );
}

export function NumberField({
  label,
  value,
  onNumber,
}: {
  label: string;
  value: number;
  onNumber: (n: number) => void;
}) {
  return (
    <label>
      <span class="field-label">{label}</span>
      <input
        type="text"
        inputMode="decimal"
        value={value.toFixed(2)}
        onChange={(event) => {
          const number = Number(event.currentTarget.value.replace(',', '.').replaceAll(/\s/g, ''));
          if (Number.isFinite(number)) onNumber(number);
          else event.currentTarget.value = value.toFixed(2);
        }}
      />
    </label>
  );
}

/** Undefined: an area with holes or several parts. */
function cornersOf({ geometry }: Drawing): Position[] | undefined {
  if (geometry.type === 'Point') return [geometry.coordinates];
  if (geometry.type === 'LineString') return geometry.coordinates;
  return geometry.type === 'Polygon' && geometry.coordinates.length === 1
    ? geometry.coordinates[0]?.slice(0, -1)
    : undefined;
}

function withCorners(drawing: Drawing, corners: Position[]): Drawing | undefined {
  const [first] = corners;
  if (!first) return undefined;
  if (drawing.kind === 'line') return { ...drawing, geometry: { type: 'LineString', coordinates: corners } };
  if (drawing.kind === 'area') return { ...drawing, geometry: { type: 'Polygon', coordinates: [[...corners, first]] } };
  return { ...drawing, geometry: { type: 'Point', coordinates: first } };
}
