import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Service } from '../service.ts';
import { compileStyle, type StyleOptions } from '../styles/style.ts';
import { styleFacts } from './facts.ts';

/** The whole map as a MapLibre style, with what only the data can tell. */
export async function mapStyle(
  service: Service,
  options: Pick<StyleOptions, 'baseUrl' | 'lang' | 'theme' | 'filters'>,
): Promise<StyleSpecification> {
  const { published, config, background } = service;
  const facts = await styleFacts(service, new Date());
  return compileStyle(published.definitions, { ...options, view: config.mapView, facts, background });
}
