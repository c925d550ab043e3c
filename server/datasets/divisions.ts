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
