import { expect, test } from 'vitest';
import { Values } from '../../server/tiles/patches/values.ts';

test('a whole number keeps every digit, and equal values are one', () => {
  const values = new Values();
  const numbers = ['9223372036854775807', '-9223372036854775808', '9007199254740993', '0'].map((digits) =>
    values.numberOf(digits, 'integer'),
  );
  expect(values.numberOf('9007199254740993', 'integer')).toBe(numbers[2]);
  // A text is no number, though it looks like one.
  expect(values.numberOf('9007199254740993', 'text')).not.toBe(numbers[2]);
  const { valueStarts, valueBytes } = values.done();
  const [most, least, odd, nought] = numbers.map((number) => [
    ...valueBytes.subarray(valueStarts[number], valueStarts[number + 1]),
  ]);
  // uint_value (field 5) and sint_value (field 6) of vector_tile.proto.
  expect(most).toEqual([0x28, ...Array(8).fill(0xff), 0x7f]);
  expect(least).toEqual([0x30, ...Array(9).fill(0xff), 0x01]);
  expect(odd).toEqual([0x28, 0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10]);
  expect(nought).toEqual([0x28, 0]);
});
