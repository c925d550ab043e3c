import packageFile from '../../package.json' with { type: 'json' };
import type { Place } from './links.ts';

/** Who the API is, in the words of DIGG's REST API profile 1.2 (VER.06). */
export function apiInfo({ baseUrl }: Place): object {
  return {
    apiName: 'geodata',
    apiVersion: packageFile.version,
    apiReleased: '2026-11-25',
    apiDocumentation: `${baseUrl}/api`,
    apiStatus: 'active',
  };
}
