import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { OpenData } from '../open-data/open-data.ts';
import { type Background, compileStyle, type StyleOptions } from '../styles/style.ts';
import { styleFacts } from './facts.ts';

/** What is published, and what lies below it on the map. */
export interface MapService extends OpenData {
  background: Background | undefined;
}

/** The whole map as a MapLibre style, with what only the data can tell. */
export async function mapStyle(
  service: MapService,
  options: Pick<StyleOptions, 'baseUrl' | 'lang' | 'theme' | 'filters'>,
): Promise<StyleSpecification> {
  const { published, config, background } = service;
  const facts = await styleFacts(service, new Date());
  return compileStyle(published.definitions, { ...options, view: config.mapView, facts, background });
}
