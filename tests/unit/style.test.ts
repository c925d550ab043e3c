import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { type Definition, definitionSchema, floors } from '../../server/datasets/definition.ts';
import { loadRegistry } from '../../server/datasets/registry.ts';
import type { SeriesTotals } from '../../server/styles/measures.ts';
import { drawSprite } from '../../server/styles/sprite.ts';
import { compileStyle, layerProblems } from '../../server/styles/style.ts';

const { definitions } = loadRegistry('/no/such/folder');
const baseUrl = 'https://karta.example';
const languages = ['sv', 'en'] as const;
const themes = ['light', 'dark'] as const;

const totals: SeriesTotals = {
  years: [2026, 2027],
  measures: { folkmangd: { values: { a: [100, 110], b: [200, 190] } } },
  areas: { a: 1, b: 4 },
  points: { a: [17, 59], b: [17.1, 59.1] },
  titles: { a: 'A', b: 'B' },
};

/** An adopted table: nothing is said about how it is drawn. */
function adopted(id: string, type: NonNullable<Definition['geometry']>['type']): Definition {
  return definitionSchema.parse({
    id,
    title: { sv: id, en: id },
    description: { sv: '', en: '' },
    informationsagare: 'Tekniska nämnden',
    licence: 'CC0-1.0',
    source: { sv: '', en: '' },
    updateFrequency: 'UNKNOWN',
    table: `public.${id}`,
    key: 'id',
    geometry: { column: 'geom', type, srid: 3010 },
    fields: [{ name: 'id', type: 'integer', title: { sv: 'Nr', en: 'No' }, public: true, tile: { minzoom: 0 } }],
  });
}

function layersOf(style: StyleSpecification, dataset: string): string[] {
  return style.layers.map(({ id }) => id).filter((id) => id.startsWith(`${dataset}/`));
}

describe('compileStyle', () => {
  for (const lang of languages) {
    for (const theme of themes) {
      it(`is a valid MapLibre style (${lang}, ${theme}), also with a forecast`, () => {
        const facts = { series: { prognosomraden: totals }, thisYear: 2026 };
        const style = compileStyle(definitions, { baseUrl, lang, theme, facts });
        expect(validateStyleMin(style)).toEqual([]);
        expect(layersOf(style, 'prognosomraden')).toContain('prognosomraden/choropleth');
        expect(JSON.stringify(style)).not.toContain('"@');
      });
    }
  }

  it('draws the floors in their order', () => {
    const style = compileStyle(definitions, { baseUrl, lang: 'sv', theme: 'light' });
    const order = style.layers.flatMap(({ metadata }) => {
      const floor = JSON.parse(JSON.stringify(metadata ?? {}))['allmanning:floor'];
      return floor === undefined ? [] : [floors.indexOf(floor)];
    });
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBeGreaterThan(4);
  });

  it('writes names on areas from one point each, and names along roads from the roads', () => {
    const style = compileStyle(definitions, { baseUrl, lang: 'sv', theme: 'light' });
    const sourceOf = (id: string) => style.layers.find((layer) => layer.id === id);
    expect(sourceOf('tatorter/name')).toMatchObject({ source: 'tatorter.points', 'source-layer': 'tatorter.points' });
    expect(sourceOf('vagar/name')).toMatchObject({ source: 'vagar', 'source-layer': 'vagar' });
  });

  it('has every image that its layers use in the sprite, for both themes', () => {
    const { json } = drawSprite(1);
    for (const theme of themes) {
      const text = JSON.stringify(compileStyle(definitions, { baseUrl, lang: 'sv', theme }));
      const used = [...text.matchAll(/"(?:fill-pattern|line-pattern)":"([^"]+)"|"(ring-[^"]+)"/g)].map(
        ([, pattern, icon]) => pattern ?? icon,
      );
      expect(used.length).toBeGreaterThan(8);
      for (const name of used) expect(json).toHaveProperty([String(name)]);
    }
  });

  it.each(['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'Geometry'] as const)(
    'gives an adopted %s dataset a look that is valid',
    (type) => {
      const style = compileStyle([adopted('tradgardar', type)], { baseUrl, lang: 'sv', theme: 'light' });
      expect(validateStyleMin(style)).toEqual([]);
      expect(layersOf(style, 'tradgardar').length).toBeGreaterThan(0);
    },
  );

  it('gives two adopted datasets different hues', () => {
    const style = compileStyle([adopted('en', 'Point'), adopted('tva', 'Point')], {
      baseUrl,
      lang: 'sv',
      theme: 'light',
    });
    const colours = style.layers.flatMap((layer) => (layer.type === 'circle' ? [layer.paint?.['circle-color']] : []));
    expect(new Set(colours).size).toBe(2);
  });

  it('lets a background of the settings take the place of its own paper', () => {
    const background = {
      kind: 'raster',
      template: 'https://tiles.example/{z}/{x}/{y}.png',
      attribution: '© X',
    } as const;
    const style = compileStyle(definitions, { baseUrl, lang: 'sv', theme: 'light', background });
    expect(validateStyleMin(style)).toEqual([]);
    expect(layersOf(style, 'marktacke')).toEqual([]);
    expect(layersOf(style, 'detaljplaner').length).toBeGreaterThan(0);
    expect(style.sources.background).toMatchObject({ type: 'raster', attribution: '© X' });
  });
});

describe('layerProblems', () => {
  it('finds nothing wrong in the built-in definitions', () => {
    expect(definitions.flatMap(layerProblems)).toEqual([]);
  });

  it('names a colour that does not exist', () => {
    const definition = adopted('parker', 'Polygon');
    const map: Definition['map'] = {
      order: 1,
      visible: true,
      popup: { title: ['id'], fields: [] },
      layers: [{ name: 'area', type: 'fill', paint: { 'fill-color': '@skär' } }],
    };
    expect(layerProblems({ ...definition, map })).toEqual([expect.stringContaining('@skär')]);
  });
});
