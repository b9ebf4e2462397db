import { describe, expect, test } from '@jest/globals';
import { candidateOfOurs } from '../../scripts/supplier-contract/candidate-of.ts';
import { holdTrial } from '../../scripts/supplier-contract/hold-trial.ts';
import { judgeTrial } from '../../scripts/supplier-contract/judge-trial.ts';
import { trialRequests, trialRoute } from '../../scripts/supplier-contract/trial-requests.ts';
import { simulatedSuppliers } from '../../src/adapters/suppliers/simulated/simulated-suppliers.ts';
import { systemClock } from '../../src/adapters/clock/system-clock.ts';
import { wholeWorld } from '../support/whole-world.ts';

const world = wholeWorld();
const suppliers = simulatedSuppliers({ clock: systemClock, seed: 'flight-search', speed: 1_000, ...world });

describe('a simulated supplier', () => {
  test.each(suppliers.map((supplier) => [supplier.supplier_id, supplier] as const))(
    'such as %s keeps the contract of suppliers',
    async (_id, supplier) => {
      const requests = trialRequests(trialRoute(Date.now(), { origin: 'SIN', destination: 'BKK' }));
      const trial = await holdTrial(candidateOfOurs(supplier), requests);
      const verdicts = judgeTrial(trial, { ...world, nowMs: Date.now() });
      expect(verdicts.filter(({ faults }) => faults.length > 0)).toEqual([]);
    },
  );
});
