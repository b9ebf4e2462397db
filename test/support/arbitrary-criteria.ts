import fc from 'fast-check';
import { addDays } from '../../src/domain/flights/criteria/calendar.ts';
import {
  CABINS,
  type Criteria,
  type CriteriaSlice,
  CURRENCIES,
} from '../../src/domain/flights/criteria/criteria.ts';

/** Mostly right, so that about as many criteria are accepted as refused. */
const mostly = <T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: wrong });

/** Objects as JSON makes them. */
const plain = { noNullPrototype: true };
const time = fc
  .record({ hour: fc.nat(23), minute: fc.nat(59) })
  .map(({ hour, minute }) => [hour, minute].map((part) => String(part).padStart(2, '0')).join(':'));
const timeWindow = fc.record({ from: time, to: time }, plain);
const windows = fc.record(
  { departure_window: timeWindow, arrival_window: timeWindow },
  { ...plain, requiredKeys: [] },
);
type Route = Pick<CriteriaSlice, 'origin' | 'destination'>;
const route = mostly(
  fc.constantFrom<Route[]>(
    { origin: 'AMS', destination: 'LON' },
    { origin: 'LHR', destination: 'NYC' },
    { origin: 'LGW', destination: 'LHR' },
    { origin: 'NYC', destination: 'PPG' },
    { origin: 'CXI', destination: 'BEY' },
  ),
  fc.constantFrom<Route[]>(
    { origin: 'LON', destination: 'LHR' },
    { origin: 'AMS', destination: 'AMS' },
    { origin: 'QQQ', destination: 'AMS' },
    { origin: 'AMS', destination: 'QQQ' },
  ),
);
const daysAhead = mostly(fc.integer({ min: 1, max: 364 }), fc.constantFrom(-2, 0, 365, 367));

const slices = fc
  .tuple(
    mostly(fc.constant(true), fc.constant(false)),
    fc.array(fc.record({ route, daysAhead, windows }), { minLength: 1, maxLength: 7 }),
  )
  .map(([isOrdered, drawn]) => {
    const days = drawn.map((slice) => slice.daysAhead);
    const ordered = isOrdered ? days.toSorted((a, b) => a - b) : days;
    return drawn.map((slice, index) => ({
      ...slice.route,
      departure_date: addDays('2030-04-01', ordered[index] ?? 0),
      ...slice.windows,
    }));
  });

const carrierCodes = mostly(
  fc.array(fc.constantFrom('KL', 'BA', '9X', 'U2'), { minLength: 1, maxLength: 99 }),
  fc.constantFrom(
    [],
    Array.from({ length: 100 }, () => 'KL'),
  ),
);

/** Criteria of the right shape, about half of which are against the rules on 1 April 2030. */
export const arbitraryCriteria: fc.Arbitrary<Criteria> = fc.record(
  {
    slices,
    passengers: fc.record(
      {
        adults: mostly(fc.integer({ min: 1, max: 4 }), fc.integer({ min: -1, max: 11 })),
        children_ages: mostly(
          fc.array(fc.integer({ min: 1, max: 17 }), { maxLength: 3 }),
          fc.array(fc.integer({ min: -1, max: 18 }), { maxLength: 9 }),
        ),
      },
      plain,
    ),
    cabin: fc.constantFrom(...CABINS),
    max_stops: mostly(fc.nat(2), fc.constantFrom(-1, 3)),
    carriers: fc.oneof(
      fc.record({ include: carrierCodes }, plain),
      fc.record({ exclude: carrierCodes }, plain),
    ),
    currency: mostly(fc.constantFrom<string>(...CURRENCIES), fc.constant('XXX')),
    market: mostly(fc.constantFrom('NL', 'GB', 'US'), fc.constant('XX')),
    locale: mostly(fc.constantFrom('nl', 'en-GB', 'zh-Hant-TW'), fc.constantFrom('', 'en_GB')),
    timeout_ms: mostly(fc.integer({ min: 2_000, max: 60_000 }), fc.constantFrom(0, 1_999, 60_001)),
  },
  { ...plain, requiredKeys: ['slices', 'passengers', 'cabin', 'currency'] },
);
