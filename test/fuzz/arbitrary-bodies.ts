import fc, { type Arbitrary } from 'fast-check';
import { arbitraryCriteria } from '../support/arbitrary-criteria.ts';
import { criteriaBody } from '../support/gateway.ts';
import { arbitraryOf, readSchema } from './from-schema.ts';
import { mistyped, mutated } from './mutated.ts';

const MAX_BODY = 16 * 1_024;

const fromSchema = arbitraryOf(readSchema('criteria'));
/** Such as are accepted; the schema alone knows neither airports nor today. */
const accepted = fc.constant(criteriaBody());
const criteria: Arbitrary<unknown> = fc.oneof(accepted, arbitraryCriteria, fromSchema);
const asText = (values: Arbitrary<unknown>): Arbitrary<string> =>
  values.map((value) => JSON.stringify(value) ?? '');

const nested = fc
  .record({
    depth: fc.integer({ min: 1, max: MAX_BODY / 2 }),
    bracket: fc.constantFrom(['[', ']'], ['{"slices":', '}'], ['{"a":[', ']}']),
    closes: fc.boolean(),
  })
  .map(
    ({ depth, bracket: [open = '', close = ''], closes }) =>
      open.repeat(depth) + (closes ? close.repeat(depth) : ''),
  );

const padded = fc
  .record({ text: asText(accepted), length: fc.integer({ min: MAX_BODY - 2, max: MAX_BODY + 2 }) })
  .map(({ text, length }) => text.padEnd(length));

/** Texts that a careless pattern would think about for ever. */
const tedious = fc
  .record({
    field: fc.constantFrom('origin', 'departure_date', 'locale', 'currency', 'market'),
    unit: fc.constantFrom('A', '0', ' ', '-', 'a-', 'Aa1_', '\u0130', '1:'),
    times: fc.integer({ min: 100, max: 5_000 }),
  })
  .map(({ field, unit, times }) => {
    const text = `${unit.repeat(times)}!`;
    return criteriaBody({
      [field]: text,
      slices: [{ origin: text, destination: text, departure_date: text }],
    });
  });

/** Everything that may come as a body. */
export const arbitraryBody: Arbitrary<string | Uint8Array> = fc.oneof(
  asText(criteria),
  asText(mutated(criteria)),
  mistyped(asText(criteria)),
  asText(fc.jsonValue()),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.uint8Array({ maxLength: 200 }),
  nested,
  padded,
  asText(tedious),
);
