import { expect, test } from '@jest/globals';
import { COUNTRIES } from '../../../../src/domain/flights/criteria/countries.ts';

test('there are 249 countries and territories, each of which has a name', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  expect(COUNTRIES.size).toBe(249);
  expect([...COUNTRIES].filter((code) => names.of(code) === undefined)).toEqual([]);
});
