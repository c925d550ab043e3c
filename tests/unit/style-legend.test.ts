import { describe, expect, it } from 'vitest';
import { loadRegistry } from '../../server/datasets/registry.ts';
import { describeDatasets } from '../../server/styles/describe.ts';
import { compileLegend } from '../../server/styles/legend.ts';
import { palettes } from '../../server/styles/palette.ts';

const { definitions } = loadRegistry('/no/such/folder');

function definition(id: string) {
  const found = definitions.find((candidate) => candidate.id === id);
  if (!found) throw new Error(id);
  return found;
}

function rgba(hex: string): string {
  const value = Number.parseInt(hex.slice(1), 16);
  return `rgba(${value >> 16},${(value >> 8) & 255},${value & 255},1)`;
}

function rowAt(dataset: string, value: string, zoom: number) {
  const rows = compileLegend(definition(dataset), 'sv', 'light').flatMap((block) => block.rows);
  const row = rows.find((candidate) => candidate.value === value);
  return row?.steps.findLast((step) => step.zoom <= zoom)?.parts ?? [];
}

/** What each row about a value draws at a zoom: a project is a circle far out and an area near. */
function rowsAt(dataset: string, value: string, zoom: number) {
  return compileLegend(definition(dataset), 'sv', 'light')
    .flatMap((block) => block.rows)
    .filter((row) => row.value === value)
    .map((row) => row.steps.findLast((step) => step.zoom <= zoom)?.parts ?? []);
}

describe('compileLegend', () => {
  it('has a row for each plan status, in the order of the code list', () => {
    const codes = definition('detaljplaner').fields.find(({ name }) => name === 'status')?.codes;
    const [block] = compileLegend(definition('detaljplaner'), 'sv', 'light');
    expect(block?.rows.map(({ value }) => value)).toEqual(codes?.map(({ value }) => value));
  });

  it('draws laga kraft with a solid line over a fill, and samråd dashed over a hatch, in the layers’ colours', () => {
    const force = rowAt('detaljplaner', 'laga kraft', 12);
    expect(force).toContainEqual(expect.objectContaining({ type: 'fill', colour: rgba(palettes.light['plan-fill']) }));
    expect(force).toContainEqual(expect.objectContaining({ type: 'line', colour: rgba(palettes.light.plan) }));
    expect(force.some((part) => 'dash' in part)).toBe(false);
    const process = rowAt('detaljplaner', 'samråd', 12);
    expect(process).toContainEqual(expect.objectContaining({ type: 'fill', image: 'plan-hatch' }));
    expect(process).toContainEqual(expect.objectContaining({ type: 'line', dash: [2, 2] }));
  });

  it.each([
    { dataset: 'detaljplaner', field: 'status', zooms: [10, 12, 14, 16, 18] },
    { dataset: 'exploateringsomraden', field: 'skede', zooms: [10, 12, 14, 16, 18] },
  ])('tells each $field of $dataset from all others without colour', ({ dataset, field, zooms }) => {
    const codes = definition(dataset).fields.find(({ name }) => name === field)?.codes ?? [];
    expect(codes.length).toBeGreaterThan(8);
    for (const zoom of zooms) {
      const looks = codes.map(({ value }) =>
        JSON.stringify(
          rowsAt(dataset, value, zoom).map((parts) =>
            parts.map((part) =>
              part.type === 'line' ? { dash: part.dash ?? 'solid' } : 'image' in part ? part.image : part.type,
            ),
          ),
        ),
      );
      expect(looks.filter((look) => !/[a-z]/.test(look))).toEqual([]);
      expect(looks.filter((look, index) => looks.indexOf(look) !== index)).toEqual([]);
    }
  });

  it('shows how many dwellings a circle stands for, as large as on the map', () => {
    const rows = compileLegend(definition('exploateringsomraden'), 'sv', 'light').flatMap((block) => block.rows);
    const sizes = rows
      .filter(({ trueSize }) => trueSize)
      .flatMap(({ steps }) => steps.findLast(({ zoom }) => zoom <= 12)?.parts ?? [])
      .flatMap((part) => (part.type === 'icon' ? [part.size] : []));
    expect(sizes).toHaveLength(3);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(new Set(sizes).size).toBe(3);
  });

  it('shows no provision where the map draws none', () => {
    expect(rowAt('planbestammelser', 'Gul', 13)).toEqual([]);
    expect(rowAt('planbestammelser', 'Gul', 16)).toContainEqual(
      expect.objectContaining({ type: 'fill', colour: rgba(palettes.light['bfs-gul']), opacity: 0.7 }),
    );
  });

  it('tells projects by circles far out and by areas near', () => {
    const blocks = compileLegend(definition('exploateringsomraden'), 'sv', 'light');
    const drawnAt = (geometry: string, zoom: number) =>
      blocks
        .flatMap(({ rows }) => rows)
        .filter((row) => row.geometry === geometry)
        .filter((row) => row.steps.findLast((step) => step.zoom <= zoom)?.parts.length).length;
    expect(drawnAt('point', 11)).toBeGreaterThan(5);
    expect(drawnAt('polygon', 11)).toBe(0);
    expect(drawnAt('point', 15)).toBe(0);
    expect(drawnAt('polygon', 15)).toBeGreaterThan(5);
  });
});

describe('describeDatasets', () => {
  const organisations = { mark: { name: 'Markavdelningen' } };

  it('tells nothing that is not public', () => {
    const hidden = definitions.flatMap(({ fields }) => fields.filter((field) => !field.public).map(({ name }) => name));
    expect(hidden).toEqual(expect.arrayContaining(['avtalstyp', 'synlighet']));
    for (const lang of ['sv', 'en'] as const) {
      const text = JSON.stringify(describeDatasets(definitions, organisations, lang));
      for (const name of hidden) expect(text).not.toContain(`"${name}"`);
      expect(text).not.toContain('intentionsavtal');
    }
  });

  it('resolves an owner to a name and keeps a name that is no key', () => {
    const { datasets } = describeDatasets(definitions, organisations, 'sv');
    const owner = (id: string) => datasets.find((dataset) => dataset.id === id)?.informationsagare;
    expect(owner('exploateringsomraden')).toBe('Markavdelningen');
    expect(owner('detaljplaner')).toBe('samhallsbyggnad');
  });

  it('has four cards, and none for the background', () => {
    const { subjects } = describeDatasets(definitions, organisations, 'sv');
    expect(subjects.map(({ id }) => id)).toEqual([
      'detaljplaner',
      'exploateringsomraden',
      'befolkningsprognos',
      'lokaler',
    ]);
    expect(subjects[0]?.datasets).toEqual(['detaljplaner', 'planbestammelser']);
  });

  it('marks example data and bounds as the data say', () => {
    const facts = { detaljplaner: { example: true, bounds: [17, 59, 18, 60] as const } };
    const { datasets } = describeDatasets(definitions, organisations, 'sv', facts);
    const plan = datasets.find(({ id }) => id === 'detaljplaner');
    expect(plan).toMatchObject({ example: true, bounds: [17, 59, 18, 60] });
    expect(datasets.find(({ id }) => id === 'vagar')?.example).toBe(false);
  });
});
