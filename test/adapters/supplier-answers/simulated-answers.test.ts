import { describe, expect, test } from '@jest/globals';
import { InMemorySupplierAnswers } from '../../../src/adapters/supplier-answers/in-memory/in-memory-supplier-answers.ts';
import { simulatedSuppliers } from '../../../src/adapters/suppliers/simulated/simulated-suppliers.ts';
import { keepAnswers } from '../../../src/application/guards/keep-answers.ts';
import type { Criteria } from '../../../src/domain/flights/criteria/criteria.ts';
import { hearAnswer, supplierRequest } from '../../support/hear-answer.ts';
import { instantClock } from '../../support/instant-clock.ts';
import { wholeWorld } from '../../support/whole-world.ts';

const CRITERIA: Criteria = {
  slices: [
    { origin: 'LHR', destination: 'JFK', departure_date: '2030-05-14' },
    { origin: 'JFK', destination: 'LHR', departure_date: '2030-05-21' },
  ],
  passengers: { adults: 2, children_ages: [7] },
  cabin: 'economy',
  currency: 'EUR',
};

describe('a kept answer', () => {
  const suppliers = simulatedSuppliers({
    ...wholeWorld(),
    clock: instantClock(),
    seed: 'flight-search',
    speed: 1,
  });

  test.each(suppliers.map((supplier) => [supplier.name, supplier] as const))(
    'of %s is given again in full',
    async (_name, supplier) => {
      const clock = instantClock();
      const troubles: string[] = [];
      const keeping = keepAnswers(supplier, {
        clock,
        answers: new InMemorySupplierAnswers(clock),
        keptMs: 60_000,
        fingerprint: '',
        onTrouble: (reason) => troubles.push(reason),
      });
      const request = supplierRequest({ criteria: CRITERIA });
      const first = await hearAnswer(keeping, request);
      const again = await hearAnswer(keeping, request);
      expect(troubles).toEqual([]);
      if (first.stop !== undefined) return;
      const given = first.batches.map((batch) => ({
        ...batch,
        offers: batch.offers.map((offer) => ({ ...offer, from_cache: true })),
      }));
      expect(again.batches).toEqual(given);
    },
  );
});
