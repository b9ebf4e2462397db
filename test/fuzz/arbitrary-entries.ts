import fc, { type Arbitrary } from 'fast-check';
import { arbitraryResults } from '../support/arbitrary-results.ts';
import { COMPLETED, processingOf } from '../support/flight-messages.ts';
import { arbitraryOf, readSchema } from './from-schema.ts';
import { mistyped, mutated } from './mutated.ts';

/** What anybody may write who can write to the store. */
export interface ForeignEntry {
  readonly status: string;
  readonly payload: string;
  readonly seq: number | undefined;
}

const MAX_PAYLOAD = 64 * 1_024;

const fromSchema = fc.oneof(
  ...['requested', 'processing', 'result', 'completed'].map((name) => arbitraryOf(readSchema(name))),
);
const plausible: Arbitrary<unknown> = fc.oneof(
  arbitraryResults.map((results) => results[0]?.payload ?? {}),
  fc.constantFrom<unknown>(processingOf('kestrel', 'meridian'), COMPLETED, { outcome: 'complete' }),
);
const json: Arbitrary<unknown> = fc.oneof(plausible, fromSchema);
const asText = (values: Arbitrary<unknown>): Arbitrary<string> =>
  values.map((value) => JSON.stringify(value) ?? '');

const large = fc
  .record({
    unit: fc.constantFrom('x', 'é', '\u2028', '𝒳'),
    bytes: fc.integer({ min: MAX_PAYLOAD - 12, max: MAX_PAYLOAD + 2 }),
  })
  .map(({ unit, bytes }) => JSON.stringify({ x: unit.repeat(Math.floor(bytes / Buffer.byteLength(unit))) }));
const deep = fc
  .integer({ min: 1, max: 10_000 })
  .map((depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth));

const payload = fc.oneof(
  { weight: 4, arbitrary: asText(json) },
  { weight: 4, arbitrary: asText(mutated(json)) },
  { weight: 2, arbitrary: mistyped(asText(json)) },
  { weight: 1, arbitrary: asText(fc.jsonValue()) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{}\n\nevent: completed\ndata: {}\n\n',
      '{"__proto__":{"outcome":"x"}}',
      '{"a":1,"a":2}',
      '{\r}',
      '{"a":"\u2028"}',
    ),
  },
  { weight: 1, arbitrary: large },
  { weight: 1, arbitrary: deep },
);

const status = fc.oneof(
  { weight: 5, arbitrary: fc.constant('result') },
  { weight: 3, arbitrary: fc.constant('processing') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'requested',
      'completed',
      'error',
      'reset',
      'fault',
      'RESULT',
      'result\n',
      '',
      'result\ndata: {}',
      'completed\r\nid: 9-9',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

const seq = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  fc.nat(12),
  fc.constantFrom(0, 1, 1e15, 999_999_999_999_999),
);

/** The last of them ends the search, if none before it has. */
export const arbitraryEntries: Arbitrary<readonly ForeignEntry[]> = fc
  .tuple(
    fc.array(fc.record({ status, payload, seq }), { maxLength: 10 }),
    fc.record({ status: fc.constant('completed'), payload, seq }),
  )
  .map(([entries, end]) => [...entries, end]);
