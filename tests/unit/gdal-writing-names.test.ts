import { expect, test } from 'vitest';
import { geometryKind, pointOf } from '../../server/formats/gdal/geometry-kind.ts';
import { dbfNames, elementNames, uniqueNames } from '../../server/formats/gdal/names.ts';

test.each([
  [['antal_bostader_planerade'], ['ant_bos_pl']],
  [
    ['folkmangd_2030', 'folkmangd_2031'],
    ['folkm_2030', 'folkm_2031'],
  ],
  [
    ['objektidentitet', 'objektidentifierare'],
    ['objektiden', 'objektid_2'],
  ],
  [
    ['Åtgärd (m²)', 'åtgard_m'],
    ['Atgard_m', 'atgard_m_2'],
  ],
  [['a_b_c_d_e_f_g_h'], ['a_b_c_d_e']],
  [
    ['名前', 'x'],
    ['falt', 'x'],
  ],
])('DBF names of %j', (names, expected) => {
  expect(dbfNames(names)).toEqual(expected);
});

test('a name that is taken gets a number, whatever its case', () => {
  expect(uniqueNames(['fid', 'A', 'a'], ['FID'])).toEqual(['fid_2', 'A', 'a_2']);
});

test.each([
  ['Yta (m²)', 'Yta_m_'],
  ['2030', '_2030'],
  ['xmlns', '_xmlns'],
  ['höjd', 'höjd'],
])('XML element of %j', (name, expected) => {
  expect(elementNames([name], [])).toEqual([expected]);
});

const point = '000000000000f03f0000000000000040';

test.each([
  ['WKB', '0101000000', 'point'],
  ['big-endian WKB', '0000000006', 'polygon'],
  ['EWKB with an SRID', '0105000020be0b0000', 'line'],
  ['EWKB with Z and an SRID', '01060000a0be0b0000', 'polygon'],
  ['ISO WKB with Z', '01ef030000', 'collection'],
])('the kind of %s', (_, hex, expected) => {
  expect(geometryKind(hex)).toBe(expected);
});

test.each(['', '01', '0108000000'])('no simple geometry is an error, not a feature without place: %j', (hex) => {
  expect(() => geometryKind(hex)).toThrow('no simple geometry');
});

test('the place of a point, with and without SRID; an empty point has none', () => {
  expect(pointOf(`0101000000${point}`)).toEqual([1, 2]);
  expect(pointOf(`0101000020be0b0000${point}`)).toEqual([1, 2]);
  expect(pointOf(`0101000000${'000000000000f87f'.repeat(2)}`)).toBeUndefined();
});
