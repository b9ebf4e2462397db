import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acceptedCriteria } from '../../../src/adapters/wire/accepted-criteria.ts';
import { parseCriteria } from '../../../src/adapters/wire/criteria.ts';
import { criteriaFaults } from '../../../src/domain/flights/criteria/criteria-rules.ts';
import { CRITERIA_DEFAULTS, type Criteria } from '../../../src/domain/flights/criteria/criteria.ts';
import { arbitraryCriteria } from '../../support/arbitrary-criteria.ts';
import { criteriaWorld } from '../../support/criteria-world.ts';

const WORLD = criteriaWorld('2030-04-01T10:00Z');

/** The same, with the fields of every object the other way round. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
};

/** The same, without what goes without saying. */
const shortened = ({ passengers, cabin, currency, ...others }: Criteria): Record<string, unknown> => {
  const adults = passengers.adults === 1 ? {} : { adults: passengers.adults };
  const ages = passengers.children_ages.length === 0 ? {} : { children_ages: passengers.children_ages };
  const party = { ...adults, ...ages };
  return {
    ...others,
    ...(Object.keys(party).length === 0 ? {} : { passengers: party }),
    ...(cabin === CRITERIA_DEFAULTS.cabin ? {} : { cabin }),
    ...(currency === CRITERIA_DEFAULTS.currency ? {} : { currency }),
  };
};

const textOf = (body: unknown): string =>
  parseCriteria(body, WORLD).match(
    (accepted) => JSON.stringify(accepted),
    () => 'refused',
  );

describe('criteria of the right shape', () => {
  it('are accepted as they are where the rules find no fault, and refused with just those they find', () => {
    const outcomes = new Set<boolean>();
    fc.assert(
      fc.property(arbitraryCriteria, (asked) => {
        const faults = criteriaFaults(asked, WORLD);
        const parsed = parseCriteria(JSON.parse(JSON.stringify(asked)), WORLD);
        outcomes.add(parsed.isOk());
        if (parsed.isErr()) return expect(parsed.error).toEqual(faults);
        expect(faults).toEqual([]);
        expect(parsed.value).toStrictEqual(asked);
        return expect(acceptedCriteria.parse(parsed.value)).toStrictEqual(asked);
      }),
      { numRuns: 500 },
    );
    expect(outcomes.size).toBe(2);
  });

  it('come out as the same text in whatever order they are said, and whether or not defaults are', () => {
    fc.assert(
      fc.property(arbitraryCriteria, (asked) => {
        expect(textOf(reversed(asked))).toBe(textOf(asked));
        expect(textOf(shortened(asked))).toBe(textOf(asked));
      }),
    );
  });
});

const NAMES = [
  ...'slices passengers cabin max_stops carriers currency market locale timeout_ms include exclude from to'.split(
    ' ',
  ),
  ...'origin destination departure_date departure_window arrival_window adults children_ages'.split(' '),
  ...'__proto__ constructor toString hasOwnProperty length ~/'.split(' '),
];
const VALUES = ['AMS', 'LON', 'QQQ', '2030-05-01', '2030-02-30', '24:00', 'KL', 'en_GB', 1e308, -0, 2 ** 53];

/** Objects with the names that criteria and objects have, and anything in them. */
const almost = (depth: number): fc.Arbitrary<unknown> => {
  const anything = fc.oneof(
    fc.anything({ maxDepth: 2, withNullPrototype: true, withBigInt: true, withDate: true }),
    fc.constantFrom(...VALUES),
  );
  if (depth === 0) return anything;
  const inner = fc.oneof(anything, almost(depth - 1), fc.array(almost(depth - 1), { maxLength: 4 }));
  return fc
    .array(fc.tuple(fc.constantFrom(...NAMES), inner), { maxLength: 6 })
    .map((fields) => Object.fromEntries(fields));
};

const nested = (depth: number): unknown => {
  let value: unknown = 'AMS';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { slices: value };
  return value;
};

const judge = (body: unknown): void =>
  parseCriteria(body, WORLD).match(
    (accepted) => void acceptedCriteria.parse(accepted),
    (faults) => {
      expect(faults.length).toBeGreaterThan(0);
      expect(faults.length).toBeLessThanOrEqual(50);
    },
  );

describe('a body that may be anything', () => {
  it('is accepted, or refused with a bounded number of faults', () => {
    fc.assert(fc.property(fc.oneof(almost(3), fc.anything(), fc.jsonValue()), judge), { numRuns: 1_000 });
  });

  it.each<[string, unknown]>([
    ['nested deeper than the stack', nested(100_000)],
    ['nested in a field', { slices: nested(100_000), passengers: nested(100_000), locale: nested(100_000) }],
    ['a long list', Array.from({ length: 200_000 }, () => 1)],
    [
      'long lists in fields',
      { slices: [], carriers: { include: Array.from({ length: 20_000 }, () => 'KL') } },
    ],
    ['a long text', { slices: [], locale: 'e'.repeat(1_000_000), currency: 'E'.repeat(1_000_000) }],
    ['many fields', Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`f${index}`, index]))],
  ])('is refused where it is %s', (_what, body) => {
    judge(body);
    expect(parseCriteria(body, WORLD).isErr()).toBe(true);
  });
});
