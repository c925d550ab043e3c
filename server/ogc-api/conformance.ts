/** The conformance classes that hold, all of them, and no others (OGC API – Features Part 1 §7.4). */
const classes: Record<string, readonly string[]> = {
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf': ['core', 'landing-page', 'json', 'html', 'oas30'],
  'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf': ['collections', 'json', 'html'],
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf': ['core', 'geojson', 'html', 'oas30'],
  'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf': ['crs'],
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf': [
    'queryables',
    'queryables-query-parameters',
    'filter',
    'features-filter',
  ],
  'http://www.opengis.net/spec/cql2/1.0/conf': [
    'cql2-text',
    'cql2-json',
    'basic-cql2',
    'advanced-comparison-operators',
    'case-insensitive-comparison',
    'accent-insensitive-comparison',
    'basic-spatial-functions',
    'basic-spatial-functions-plus',
    'spatial-functions',
    'temporal-functions',
    'array-functions',
    'property-property',
    'arithmetic',
  ],
  'http://www.opengis.net/spec/ogcapi-features-5/1.0/conf': [
    'schemas',
    'core-roles-features',
    'returnables-and-receivables',
    'sortables',
    'queryables',
  ],
  'http://www.opengis.net/spec/ogcapi-features-8/1.0/conf': ['sorting', 'features-sorting'],
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf': [
    'core',
    'tileset',
    'tilesets-list',
    'dataset-tilesets',
    'geodata-tilesets',
    'collections-selection',
    'mvt',
    'oas30',
  ],
  'http://www.opengis.net/spec/tms/2.0/conf': [
    'tilematrixset',
    'tilesetmetadata',
    'tilematrixsetlimits',
    'json-tilematrixset',
    'json-tilesetmetadata',
    'json-tilematrixsetlimits',
  ],
  'http://www.opengis.net/spec/ogcapi-styles-1/1.0/conf': ['core', 'json', 'mapbox-styles'],
  'http://www.opengis.net/spec/json-fg-1/1.0/conf': ['core', 'types-schemas'],
};

export function conformance(): object {
  return {
    conformsTo: Object.entries(classes).flatMap(([standard, names]) => names.map((name) => `${standard}/${name}`)),
  };
}
