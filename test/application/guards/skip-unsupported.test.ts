import { describe, expect, it, test } from '@jest/globals';
import { skipUnsupported } from '../../../src/application/guards/skip-unsupported.ts';
import type { Criteria } from '../../../src/domain/flights/criteria/criteria.ts';
import type { Capabilities } from '../../../src/domain/flights/criteria/missing-capability.ts';
import { ask, handledSupplier, requestFor } from '../../support/asked-supplier.ts';

const slice = { origin: 'AMS', destination: 'LHR', departure_date: '2030-05-01' };

describe('a supplier that says what it can be asked', () => {
  it.each<[string, Capabilities, Partial<Criteria>]>([
    ['slices', { maxSlices: 1 }, { slices: [slice, slice] }],
    ['passengers', { maxPassengers: 2 }, { passengers: { adults: 1, children_ages: [4, 1] } }],
    ['cabin', { cabins: ['economy'] }, { cabin: 'first' }],
    ['currency', { currencies: ['USD'] }, { currency: 'EUR' }],
    ['market', { markets: ['DE'] }, { market: 'NL' }],
  ])(
    'is skipped where it has not enough %s, without being asked',
    async (missing, capabilities, criteria) => {
      const supplier = handledSupplier({ capabilities });
      const asking = ask(skipUnsupported(supplier), requestFor(criteria));
      await asking.ended;
      expect(asking.said.map((said) => said._unsafeUnwrapErr())).toEqual([
        { code: `unsupported_${missing}`, retryable: false, skipped: true },
      ]);
      expect(supplier.given).toEqual([]);
    },
  );

  test('is asked for all that it can', async () => {
    const capabilities = {
      maxSlices: 1,
      maxPassengers: 1,
      cabins: ['economy'],
      currencies: ['EUR'],
      markets: ['NL'],
    } as const satisfies Capabilities;
    const supplier = handledSupplier({ capabilities });
    const asking = ask(skipUnsupported(supplier));
    supplier.last().end();
    await asking.ended;
    expect(asking.said).toEqual([]);
  });
});

test('a supplier that says nothing of what it can is asked anything', () => {
  const supplier = handledSupplier();
  expect(skipUnsupported(supplier)).toBe(supplier);
});
