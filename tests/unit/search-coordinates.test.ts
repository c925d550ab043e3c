import { describe, expect, it } from 'vitest';
import { inWords, readCoordinates } from '../../server/search/coordinates.ts';

/** A place in Enköping, in WGS 84; what it is in the other systems is proj4's answer, not ours. */
const place = [17.0777, 59.6361];

function understood(text: string) {
  return readCoordinates(text).map(({ srid, point: [longitude, latitude] }) => ({
    srid,
    isThere: Math.abs(longitude - (place[0] ?? 0)) < 0.0005 && Math.abs(latitude - (place[1] ?? 0)) < 0.0005,
  }));
}

describe('coordinates that somebody pastes', () => {
  it.each([
    '59.6361, 17.0777',
    '59.6361 17.0777',
    '59.6361,17.0777',
    '59,6361 17,0777',
    '59,6361, 17,0777',
    '59,6361;17,0777',
    '59,6361,17,0777',
    '17.0777, 59.6361',
    '17,0777 59,6361',
    'N 59.6361 E 17.0777',
    'N59.6361 Ö17.0777',
    'E 17.0777, N 59.6361',
    '59.6361N 17.0777E',
    '59.6361° N, 17.0777° Ö',
    'lat 59.6361 lon 17.0777',
    'Lat: 59.6361, Long: 17.0777',
    'latitud=59,6361 longitud=17,0777',
    '(59.6361, 17.0777)',
    'WGS 84: 59.6361, 17.0777',
    'EPSG:4326 59.6361 17.0777',
    `59°38'10"N 17°4'39.7"E`,
    `59° 38' 10" N, 17° 4' 39,7" Ö`,
    '59°38′10″N 17°04′39.7″E',
    `N 59°38.166' E 17°4.662'`,
    `N 59° 38,166' Ö 17° 4,662'`,
    'N 59 38 10 E 17 4 39.7',
    '59 38 10 17 4 39.7',
    `17°4'39.7"E 59°38'10"N`,
  ])('reads %s as WGS 84', (text) => {
    expect(understood(text)).toEqual([{ srid: 4326, isThere: true }]);
  });

  it.each([
    '6612718.594, 617147.082',
    '6612718,594; 617147,082',
    '6612718.594 617147.082',
    '6612719,617147',
    '617147 6612719',
    '6 612 719 617 147',
    'N 6612719 E 617147',
    'N 6 612 719, E 617 147',
    'E 617147 N 6612719',
    'X: 6612719 Y: 617147',
    'SWEREF 99 TM: N 6\u202f612\u202f719, E 617\u202f147',
    'sweref99tm 6612719 617147',
    'EPSG:3006 617147,6612719',
    '6612719 m, 617147 m',
  ])('reads %s as SWEREF 99 TM', (text) => {
    expect(understood(text)).toEqual([{ srid: 3006, isThere: true }]);
  });

  it.each([
    '6613672.775, 182588.748',
    '6613672,775; 182588,748',
    '182588 6613673',
    'SWEREF 99 16 30 N 6613673 E 182588',
    'SWEREF991630: 6613673 182588',
    'EPSG:3010 6613673 182588',
  ])('reads %s as SWEREF 99 16 30', (text) => {
    expect(understood(text)).toEqual([{ srid: 3010, isThere: true }]);
  });

  it('reads another zone where that is told', () => {
    expect(understood('SWEREF 99 18 00: 6613892, 97972.6')).toEqual([{ srid: 3011, isThere: true }]);
  });

  it('tells each of several readings', () => {
    expect(readCoordinates('6612345 280000').map(({ srid }) => srid)).toEqual([3006, 3010]);
  });

  it('says what was understood', () => {
    const [reading] = readCoordinates('N 6612345,5 E 617890');
    expect(reading && inWords(reading, 'sv')).toBe('SWEREF 99 TM: N 6\u202f612\u202f345,5, E 617\u202f890');
    expect(reading && inWords(reading, 'en')).toBe('SWEREF 99 TM: N 6,612,345.5, E 617,890');
    const [degrees] = readCoordinates('17.0777 59.6361');
    expect(degrees && inWords(degrees, 'sv')).toBe('WGS 84: N 59,6361°, E 17,0777°');
  });

  it.each([
    '',
    'SPL 27',
    '27 spl',
    '8:88',
    'Korsängen 10:89',
    '2024',
    '59.6361',
    'Västra Ringgatan 12',
    '12 14',
    'N 59.6361 N 17.0777',
    '40.7128, -74.0060',
    '59°61\'0"N 17°4\'0"E',
    '0381-P2024/5',
    '19610412-1234',
    '1 2 3 4 5 6 7 8 9 10 11 12',
  ])('takes %j for something else', (text) => {
    expect(readCoordinates(text)).toEqual([]);
  });

  it('is quick whatever it is given', () => {
    const began = performance.now();
    for (const text of [
      '1 '.repeat(5_000),
      "1'".repeat(5_000),
      '1,'.repeat(5_000),
      '°'.repeat(9_999),
      '9'.repeat(9_999),
    ])
      expect(readCoordinates(text)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
