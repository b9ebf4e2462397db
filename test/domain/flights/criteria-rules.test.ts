import { describe, expect, it, test } from '@jest/globals';
import { earliestDate } from '../../../src/domain/flights/calendar.ts';
import { criteriaFaults, type CriteriaParts } from '../../../src/domain/flights/criteria-rules.ts';

const TODAY = '2028-02-28';
const found = (parts: CriteriaParts): readonly string[] =>
  criteriaFaults(parts, TODAY).map(({ pointer, code }) => `${pointer} ${code}`);
const departing = (...dates: readonly string[]): CriteriaParts => ({
  slices: dates.map((departure_date) => ({ origin: 'AMS', destination: 'LHR', departure_date })),
});
const party = (adults: number, ...ages: readonly number[]): CriteriaParts => ({
  passengers: { adults, children_ages: ages },
});

describe('the rules for criteria', () => {
  test.each([
    ['six slices on one day', departing(...Array.from({ length: 6 }, () => TODAY))],
    ['a leap day', departing('2028-02-29')],
    ['a date 365 days ahead', departing('2029-02-27')],
    ['nine adults', party(9)],
    [
      'an infant on the lap of each of nine adults, but no more than eight children',
      party(9, 0, 0, 0, 0, 1, 1, 1, 1),
    ],
    ['a child of 17', party(1, 17)],
    ['two stops', { max_stops: 2 }],
    ['pounds', { currency: 'GBP' }],
    ['nothing that could be judged', {}],
  ])('allow %s', (_what, parts) => {
    expect(found(parts)).toEqual([]);
  });

  test.each([
    ['no slices', { slices: [] }, '/slices required'],
    ['seven slices', departing(...Array.from({ length: 7 }, () => TODAY)), '/slices too_many_slices'],
    [
      'a slice that ends where it begins',
      { slices: [{ origin: 'AMS', destination: 'AMS' }] },
      '/slices/0/destination same_origin_destination',
    ],
    ['a day that there is not', departing('2029-02-29'), '/slices/0/departure_date invalid_format'],
    ['a month that there is not', departing('2028-13-01'), '/slices/0/departure_date invalid_format'],
    ['yesterday', departing('2028-02-27'), '/slices/0/departure_date date_in_past'],
    ['a date 366 days ahead', departing('2029-02-28'), '/slices/0/departure_date date_too_far'],
    [
      'a slice before the one before it',
      departing('2028-03-02', '2028-03-03', '2028-03-02'),
      '/slices/2/departure_date dates_not_chronological',
    ],
    ['no adult', party(0), '/passengers/adults invalid_format'],
    ['ten adults', party(10), '/passengers/adults too_many_passengers'],
    ['ten who need a seat', party(8, 2, 5), '/passengers too_many_passengers'],
    ['nine children', party(9, 1, 1, 1, 1, 1, 1, 1, 1, 1), '/passengers/children_ages too_many_passengers'],
    ['a child of 18', party(1, 5, 18), '/passengers/children_ages/1 invalid_age'],
    ['a child not yet born', party(1, -1), '/passengers/children_ages/0 invalid_age'],
    ['a child of one and a half', party(1, 1.5), '/passengers/children_ages/0 invalid_age'],
    ['two infants on one lap', party(1, 0, 1), '/passengers/children_ages infants_exceed_adults'],
    ['three stops', { max_stops: 3 }, '/max_stops invalid_format'],
    ['fewer stops than none', { max_stops: -1 }, '/max_stops invalid_format'],
    ['a currency without rates', { currency: 'XXX' }, '/currency unsupported_currency'],
  ])('refuse %s', (_what, parts, expected) => {
    expect(found(parts)).toEqual([expected]);
  });

  it('report everything at once, and judge what there is beside what is missing', () => {
    const parts: CriteriaParts = {
      slices: [
        { origin: 'AMS', destination: 'AMS', departure_date: '2028-04-01' },
        { destination: 'LHR', departure_date: '2028-03-01' },
        {},
      ],
      passengers: { adults: 12, children_ages: [undefined, 40] },
      max_stops: 9,
      currency: 'XXX',
    };
    expect(found(parts)).toEqual([
      '/slices/0/destination same_origin_destination',
      '/slices/1/departure_date dates_not_chronological',
      '/passengers/adults too_many_passengers',
      '/passengers/children_ages/1 invalid_age',
      '/max_stops invalid_format',
      '/currency unsupported_currency',
    ]);
  });
});

test('the earliest date on earth is the one twelve hours behind UTC', () => {
  expect(earliestDate(Date.parse('2028-03-01T11:59:59Z'))).toBe('2028-02-29');
  expect(earliestDate(Date.parse('2028-03-01T12:00:00Z'))).toBe('2028-03-01');
});
