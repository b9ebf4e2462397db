import { expect, test } from '@jest/globals';
import { canonicalCriteria } from '../../../../src/domain/flights/criteria/canonical-criteria.ts';
import type { Criteria } from '../../../../src/domain/flights/criteria/criteria.ts';

const [first, second] = [
  {
    origin: 'AMS',
    destination: 'NYC',
    departure_date: '2030-05-01',
    departure_window: { from: '06:00', to: '12:00' },
  },
  { origin: 'NYC', destination: 'AMS', departure_date: '2030-05-08' },
];
const CRITERIA: Criteria = {
  slices: [first, second],
  passengers: { adults: 2, children_ages: [7, 11, 1] },
  cabin: 'economy',
  currency: 'EUR',
  carriers: { exclude: ['ZZ', 'AA'] },
  max_stops: 1,
};

test('criteria that ask the same are one text, whatever their order', () => {
  const turned: Criteria = {
    max_stops: 1,
    carriers: { exclude: ['AA', 'ZZ', 'AA'] },
    currency: 'EUR',
    cabin: 'economy',
    passengers: { children_ages: [1, 11, 7], adults: 2 },
    slices: [
      {
        departure_window: { to: '12:00', from: '06:00' },
        departure_date: '2030-05-01',
        destination: 'NYC',
        origin: 'AMS',
      },
      second,
    ],
  };
  expect(canonicalCriteria(turned)).toBe(canonicalCriteria(CRITERIA));
});

test.each<[string, Partial<Criteria>]>([
  ['slices', { slices: [second, first] }],
  ['window', { slices: [{ ...first, departure_window: { from: '06:00', to: '12:01' } }, second] }],
  ['passengers', { passengers: { adults: 2, children_ages: [7, 11] } }],
  ['cabin', { cabin: 'first' }],
  ['stops', { max_stops: 0 }],
  ['kind of filter', { carriers: { include: ['ZZ', 'AA'] } }],
  ['currency', { currency: 'USD' }],
  ['market', { market: 'NL' }],
  ['locale', { locale: 'nl' }],
  ['patience', { timeout_ms: 5_000 }],
])('another %s is another text', (_what, changed) => {
  expect(canonicalCriteria({ ...CRITERIA, ...changed })).not.toBe(canonicalCriteria(CRITERIA));
});

test('the text holds all that was asked', () => {
  expect(JSON.parse(canonicalCriteria(CRITERIA))).toEqual({
    ...CRITERIA,
    passengers: { adults: 2, children_ages: [1, 7, 11] },
    carriers: { exclude: ['AA', 'ZZ'] },
  });
});
