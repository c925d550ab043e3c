import { type Code, code, type More } from './fields.ts';

/** How the municipality is divided into the areas of a forecast. */
const divisions: readonly Code[] = [
  ['kommun', 'Kommun', 'Municipality'],
  ['regso', 'RegSO', 'RegSO'],
  ['deso', 'DeSO', 'DeSO'],
  ['nyko', 'Nyckelkodsområde', 'Key code area'],
  ['prognosomrade', 'Prognosområde', 'Forecast area'],
];

export const indelning = (more: More) => code('indelning', 'Indelning', 'Division', divisions, more);

/** Which division the areas are of, by the column that has their code. */
export const byDivision = [
  { field: 'indelning', whenColumn: 'desokod', value: 'deso' },
  { field: 'indelning', whenColumn: 'regsokod', value: 'regso' },
  { field: 'indelning', whenColumn: 'nyko', value: 'nyko' },
  { field: 'indelning', whenColumn: 'kommunkod', value: 'kommun' },
];
