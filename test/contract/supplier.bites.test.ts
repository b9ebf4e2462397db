import { describe, expect, it, test } from '@jest/globals';
import { moduleSupplier } from '../../src/adapters/suppliers/module/module-supplier.ts';
import type { Candidate } from '../../scripts/supplier-contract/hear-supplier.ts';
import { holdTrial } from '../../scripts/supplier-contract/hold-trial.ts';
import { judgeTrial, reportOf } from '../../scripts/supplier-contract/judge-trial.ts';
import { supplierPromises } from '../../scripts/supplier-contract/supplier-promises.ts';
import { trialRequests, trialRoute } from '../../scripts/supplier-contract/trial-requests.ts';
import { strangeModule } from '../support/strange-module.ts';
import { wholeWorld } from '../support/whole-world.ts';
import { brokenSuppliers } from './supplier/broken-suppliers.ts';
import { goodSupplier } from './supplier/good-supplier.ts';

/** Nothing here takes long that is ever done. */
const PATIENCE = { timeoutMs: 500, giveUpMs: 20, graceMs: 200 };

const candidateThat =
  (search: Parameters<typeof strangeModule>[0]): Candidate =>
  ({ onSaid, onCrash }) =>
    moduleSupplier('acme', strangeModule(search), {
      onSaid,
      journal: (happening) => {
        if (happening.type === 'supplier_crashed') onCrash(happening.error);
      },
    });

const world = wholeWorld();
const requests = trialRequests(trialRoute(Date.now()));

const judge = async (search: Parameters<typeof strangeModule>[0]) => {
  const trial = await holdTrial(candidateThat(search), requests, PATIENCE);
  const verdicts = judgeTrial(trial, { ...world, nowMs: Date.now() });
  const broken = verdicts.filter(({ faults }) => faults.length > 0).map(({ promise }) => promise);
  return { broken, report: reportOf('acme', trial, verdicts) };
};

describe('the contract of suppliers', () => {
  it('finds nothing wrong with a good one', async () => {
    const { broken, report } = await judge(goodSupplier);
    expect(broken).toEqual([]);
    expect(report).toContain('one way: 1 offer in 1 batch');
  });

  test.each(Object.entries(brokenSuppliers))(
    'catches one that %s',
    async (_defect, { breaks, says, search }) => {
      const { broken, report } = await judge(search);
      expect(broken).toEqual(breaks);
      expect(report).toContain(says);
    },
  );

  it('holds no promise that no broken supplier breaks', () => {
    const breakable = new Set(Object.values(brokenSuppliers).flatMap(({ breaks }) => breaks));
    expect(Object.keys(supplierPromises).filter((promise) => !breakable.has(promise))).toEqual([]);
  });
});
