import type { Position } from 'geojson';
import type { Localized } from '../../datasets/definition.ts';
import { type Html, html } from '../../pages/index.ts';
import { mostShapes, type Shape } from '../places.ts';
import type { DatasetReport, Finding } from '../report.ts';
import { both, number } from './both.ts';
import { type Framed, linesOf, mapHeight, mapWidth } from './frame.ts';

type Kind = 'added' | 'changed' | 'removed' | 'refused' | 'warned';

/** Told apart by form, pattern and line, not by colour alone. */
const names: Record<Kind, Localized> = {
  added: { sv: 'Nya', en: 'New' },
  changed: { sv: 'Ändrade', en: 'Changed' },
  removed: { sv: 'Borttagna', en: 'Removed' },
  refused: { sv: 'Fel', en: 'Errors' },
  warned: { sv: 'Varningar', en: 'Warnings' },
};

/** Smaller than this on the map, in its units, a shape is marked by a sign. */
const least = 9;

/** A small map of one dataset, with what the signs mean. */
export function renderMap(
  { dataset, frame, places }: Framed,
  report: DatasetReport,
  findings: readonly Finding[],
): Html {
  const [west, , east, north] = frame;
  const scale = mapWidth / (east - west);
  const place = ([x = 0, y = 0]: Position): [number, number] => [tenth((x - west) * scale), tenth((north - y) * scale)];
  const drawn = (shapes: readonly Shape[]) => shapes.map((shape) => html`<path d="${pathOf(shape, place).path}"/>`);
  const marks = (severity: Finding['severity']) =>
    findings.flatMap((one) =>
      one.severity === severity && one.at && one.dataset === dataset ? [place([...one.at])] : [],
    );
  const signs = { refused: marks('error'), warned: marks('warning') };
  const kinds: Kind[] = ['added', 'changed', 'removed', 'refused', 'warned'];
  const shown = kinds.filter(
    (kind) => (kind === 'refused' || kind === 'warned' ? signs[kind] : places[kind]).length > 0,
  );
  const isCut = [places.added, places.changed, places.removed].some((shapes) => shapes.length >= mostShapes);
  const id = `karta-${dataset}`;
  return html`<figure class="map">
<svg viewBox="0 0 ${mapWidth} ${mapHeight}" role="img" aria-labelledby="${id}">
<g class="background">${drawn(places.around.background)}</g>
<g class="own">${drawn(places.around.own)}</g>
${(['removed', 'changed', 'added'] as const).map(
  (kind) => html`<g class="${kind}">${places[kind].map((shape) => marked(shape, kind, place))}</g>
`,
)}${(['warned', 'refused'] as const).map((kind) => signs[kind].map((at) => sign(kind, at)))}
${scaleBar(scale)}
</svg>
<figcaption><p id="${id}">${both({
    sv: `Karta över ${report.title.sv.toLowerCase()}, norr är uppåt. `,
    en: `Map of ${report.title.en.toLowerCase()}, north is up. `,
  })}${isCut ? both({ sv: `Högst ${number(mostShapes)} av varje slag är ritade.`, en: `${number(mostShapes)} of each kind are drawn at most.` }) : undefined}</p>
<ul class="legend">${shown.map((kind) => html`<li>${symbol(kind)} ${both(names[kind])}</li>`)}
<li><svg viewBox="0 0 28 20" aria-hidden="true"><g class="own"><path d="M4 3H24V17H4Z"/></g></svg> ${both({ sv: 'Publicerat', en: 'Published' })}</li></ul></figcaption>
</figure>`;
}

/** The patterns, once a page. */
export function patterns(): Html {
  return html`<svg width="0" height="0" aria-hidden="true" class="patterns"><defs>
<pattern id="p-added" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M4 1.5V6.5M1.5 4H6.5" stroke="#0f6b2f" stroke-width="1.1"/></pattern>
<pattern id="p-changed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6" stroke="#0b4fb3" stroke-width="2"/></pattern>
<pattern id="p-removed" width="7" height="7" patternUnits="userSpaceOnUse"><path d="M0 0L7 7M7 0L0 7" stroke="#a3161b" stroke-width="0.8"/></pattern>
</defs></svg>`;
}

function symbol(kind: Kind): Html {
  const isSign = kind === 'refused' || kind === 'warned';
  const form = isSign
    ? sign(kind, [14, 11])
    : html`<g class="${kind}"><path class="area" d="M2 3H15V17H2Z"/>${sign(kind, [22, 10])}</g>`;
  return html`<svg viewBox="0 0 28 20" aria-hidden="true">${form}</svg>`;
}

function marked(shape: Shape, kind: Kind, place: (position: Position) => [number, number]): Html {
  const { path, isArea, box } = pathOf(shape, place);
  const [west, south, east, north] = box;
  if (east - west < least && north - south < least)
    return sign(kind, [tenth((west + east) / 2), tenth((south + north) / 2)]);
  return html`<path${isArea ? html` class="area"` : undefined} d="${path}"/>`;
}

function sign(kind: Kind, [x, y]: readonly [number, number]): Html {
  const forms: Record<Kind, string> = {
    added: 'M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0ZM0-3V3M-3 0H3',
    changed: 'M0-6L6 0L0 6L-6 0Z',
    removed: 'M-4.5-4.5H4.5V4.5H-4.5ZM-4.5-4.5L4.5 4.5M4.5-4.5L-4.5 4.5',
    refused: 'M0-8L8 6H-8ZM0-3.5V1.5M0 3.2V4.4',
    warned: 'M-5.5-5.5H5.5V5.5H-5.5ZM0-3.5V1M0 2.6V3.8',
  };
  return html`<path class="sign ${kind}" transform="translate(${x} ${y})" d="${forms[kind]}"/>`;
}

function pathOf(shape: Shape, place: (position: Position) => [number, number]) {
  const { lines, isArea } = linesOf(shape);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let path = '';
  for (const line of lines) {
    let before = '';
    for (const [index, position] of line.entries()) {
      const [x, y] = place(position);
      [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
      const here = `${x} ${y}`;
      if (here !== before) path += `${index === 0 ? 'M' : 'L'}${here}`;
      before = here;
    }
    if (isArea) path += 'Z';
  }
  return { path, isArea, box: [west, south, east, north] as const };
}

/** A round number of metres, about a fifth of the map. */
function scaleBar(scale: number): Html {
  const wanted = mapWidth / 5 / scale;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const metres = power * ([5, 2, 1].find((step) => step * power <= wanted) ?? 1);
  const length = tenth(metres * scale);
  const text = metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
  const y = mapHeight - 16;
  return html`<g class="scale"><path d="M16 ${y - 8}V${y}H${tenth(16 + length)}V${y - 8}"/><text x="22" y="${y - 12}">${text}</text></g>`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
