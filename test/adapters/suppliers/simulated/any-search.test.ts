import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseSupplierBatch } from '../../../../src/adapters/wire/supplier-batch.ts';
import { addDays } from '../../../../src/domain/flights/criteria/calendar.ts';
import { CABINS, CURRENCIES, type Criteria } from '../../../../src/domain/flights/criteria/criteria.ts';
import { admit, hear, market, places, START_MS } from './market.ts';

const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index));
const AIRPORTS = LETTERS.flatMap((one) =>
  LETTERS.flatMap((two) => LETTERS.map((three) => one + two + three)),
).filter((code) => places.airport(code) !== undefined);

describe('any search at all', () => {
  const suppliers = market();
  const code = fc.constantFrom(...AIRPORTS, 'LON', 'NYC', 'TYO', 'PAR');
  const asked = fc.record({
    codes: fc.array(code, { minLength: 2, maxLength: 4 }),
    day: fc.nat(364),
    nights: fc.nat(20),
    cabin: fc.constantFrom(...CABINS),
    currency: fc.constantFrom(...CURRENCIES),
    children_ages: fc.array(fc.nat(17), { maxLength: 3 }),
    supplier: fc.constantFrom(...suppliers),
  });

  it('is answered by offers that go where and when was asked, in the shape that was agreed on', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ codes, day, nights, cabin, currency, children_ages, supplier }) => {
        const date = addDays('2030-04-02', day);
        const criteria: Criteria = {
          slices: codes.slice(1).map((destination, index) => ({
            origin: codes[index] ?? '',
            destination,
            departure_date: addDays(date, nights * index),
          })),
          passengers: { adults: 2, children_ages },
          cabin,
          currency,
        };
        const heard = await hear(supplier, criteria);
        for (const batch of heard.batches) expect(parseSupplierBatch(batch)).toEqual(batch);
        expect(admit(heard, criteria, START_MS).dropped).toEqual({});
      }),
      { numRuns: 80 },
    );
  });
});
