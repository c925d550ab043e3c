import { describe, expect, it } from 'vitest';
import { formatChange, formatDate, formatNumber, formatTime, formatValue } from '../../server/styles/format.ts';

describe('formatNumber', () => {
  it('writes Swedish numbers with a thin space, a decimal comma and a real minus', () => {
    expect(formatNumber(1234.5, 'sv')).toBe('1\u202f234,5');
    expect(formatNumber(-7.25, 'sv')).toBe('\u22127,3');
    expect(formatNumber(1234.5, 'en')).toBe('1,234.5');
  });

  it('signs a change both ways', () => {
    expect(formatChange(4, 'sv')).toBe('+4');
    expect(formatChange(-4, 'sv')).toBe('\u22124');
    expect(formatChange(0, 'sv')).toBe('0');
  });
});

describe('formatDate and formatTime', () => {
  it('write a day as a day, and a moment by Swedish clocks', () => {
    expect(formatDate('2026-03-04', 'sv')).toBe('4 mars 2026');
    expect(formatDate('2026-03-04', 'en')).toBe('4 March 2026');
    // 23:30 UTC in summer is 01:30 the next day in Stockholm.
    expect(formatTime('2026-07-01T23:30:00Z', 'sv')).toMatch(/2 juli 2026.*01:30/);
  });
});

describe('formatValue', () => {
  const title = 'T';
  it('reads lists from tiles and from GeoJSON alike', () => {
    const field = { name: 'f', type: 'list', title } as const;
    expect(formatValue(field, '["A 1","B 2"]', 'sv')).toBe('A 1, B 2');
    expect(formatValue(field, ['A 1', 'B 2'], 'sv')).toBe('A 1, B 2');
    expect(formatValue(field, '[]', 'sv')).toBeUndefined();
  });

  it('says codes by their title, years without a space and numbers with their unit', () => {
    const codes = [{ value: 'x', title: 'Ett x' }];
    expect(formatValue({ name: 'f', type: 'code', title, codes }, 'x', 'sv')).toBe('Ett x');
    expect(formatValue({ name: 'f', type: 'integer', title, format: 'year' }, 2031, 'sv')).toBe('2031');
    expect(formatValue({ name: 'f', type: 'integer', title, unit: 'platser' }, 1050, 'sv')).toBe(
      '1\u202f050\u00a0platser',
    );
    expect(formatValue({ name: 'f', type: 'boolean', title }, false, 'sv')).toBe('Nej');
    expect(formatValue({ name: 'f', type: 'text', title }, null, 'sv')).toBeUndefined();
  });
});
