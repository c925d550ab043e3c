import { needParameters } from '../../forecast/need-parameters.ts';
import type { Place } from '../links.ts';
import { html, json, type Representation } from '../representations.ts';
import { mapTag } from './map-paths.ts';
import { documentAt } from './operations.ts';
import type { Paths } from './parts.ts';

const as = (id: string, mediaType: string): Representation => ({ ...json, id, mediaType });

/** Where and when places in schools, preschools and care run short. */
export function needPaths(place: Place): Paths {
  return {
    '/behov': documentAt(place, {
      id: 'need',
      tag: mapTag,
      sv: [
        'Räcker platserna?',
        'Behovet av platser i skola, förskola och omsorg mot platserna som finns och är på väg, område för område och år för år, och allt som det är räknat av.',
      ],
      en: [
        'Are there enough places?',
        'The need of places in schools, preschools and care against the places that there are and will be, area by area and year by year, and all that it is reckoned from.',
      ],
      schema: 'Need',
      offered: [
        json,
        html,
        as('csv', 'text/csv'),
        as('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
        as('pdf', 'application/pdf'),
      ],
      query: needParameters,
      missing: true,
      beside: true,
    }),
  };
}
