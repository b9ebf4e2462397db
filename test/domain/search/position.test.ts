import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BEGINNING, isPosition } from '../../../src/domain/search/position.ts';

const LARGEST = '18446744073709551615';

test('the beginning is a position', () => {
  expect(BEGINNING).toBe('0-0');
  expect(isPosition(BEGINNING)).toBe(true);
});

test.each(['0-1', '1-0', '1767225600000-0', '1767225600000-42', `${LARGEST}-${LARGEST}`])(
  '%s is a position',
  (text) => {
    expect(isPosition(text)).toBe(true);
  },
);

test.each([
  ['nothing', ''],
  ['half a position', '1767225600000'],
  ['a half left out', '1-'],
  ['the other half left out', '-1'],
  ['a leading zero, a second spelling of one place', '01-0'],
  ['a leading zero in the second half', '1-00'],
  ['a sign', '+1-0'],
  ['a fraction', '1.0-0'],
  ['hexadecimal', '0x1-0'],
  ['digits that are not ASCII', '١-٠'],
  ['three parts', '1-2-3'],
  ['space before', ' 1-0'],
  ['space after', '1-0 '],
  ['a line end after', '1-0\n'],
  ['a second line', '1-0\nid: 2-0'],
  ['what Redis reads as everything', '-'],
  ['what Redis reads as the end', '$'],
  ['what Redis reads as new', '>'],
  ['an exclusive bound', '(1-0'],
  ['a first half beyond 64 bits', '18446744073709551616-0'],
  ['a second half beyond 64 bits', '0-18446744073709551616'],
  ['very many digits', `${'9'.repeat(10_000)}-0`],
])('%s is not a position', (_what, text) => {
  expect(isPosition(text)).toBe(false);
});

test('any two unsigned 64-bit numbers are a position', () => {
  const halves = fc.bigInt({ min: 0n, max: BigInt(LARGEST) });
  fc.assert(
    fc.property(halves, halves, (ms, n) => {
      expect(isPosition(`${ms}-${n}`)).toBe(true);
    }),
  );
});
