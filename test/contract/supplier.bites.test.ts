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

/** For ever, whatever the signal says. */
const hanging = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) };

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

  it('says what it asks before it asks it', async () => {
    const happened: string[] = [];
    const candidate = candidateThat(async function* search(request) {
      happened.push('asked');
      yield* goodSupplier(request);
    });
    await holdTrial(candidate, requests, PATIENCE, (name) => happened.push(name));
    expect(happened).toEqual([
      ...requests.flatMap(({ name }) => [name, 'asked']),
      'one way once more',
      'asked',
      'one way, and giving it up at once',
      'asked',
    ]);
  });

  it('waits no more than once for each request of one that hangs, and believes nothing of it', async () => {
    const asked: string[] = [];
    const candidate = candidateThat(() => hanging);
    const trial = await holdTrial(candidate, requests, PATIENCE, (name) => asked.push(name));
    const verdicts = judgeTrial(trial, { ...world, nowMs: Date.now() });
    expect(asked).toEqual(requests.map(({ name }) => name));
    expect(reportOf('acme', trial, verdicts)).not.toContain('✓');
  });

  it('says the same of many requests once', async () => {
    const { report } = await judge(() => undefined);
    expect(report.match(/make it an async function/g)).toHaveLength(1);
  });

  it('says of a promise that nothing has shown that it was not checked', async () => {
    const { broken, report } = await judge(() => {
      throw new Error('no fares today');
    });
    expect(broken).toEqual(['it ends without a fault, or says that it skips such a search']);
    expect(report).toContain('– every batch can be read (not checked: it said nothing)\n');
    expect(report).toContain('– it finds something (not checked: it answered no request to the end)\n');
    expect(report).toContain('0 of 13 promises are kept, 12 could not be checked\n');
    expect(report).not.toContain('✓');
  });

  it('holds no promise that no broken supplier breaks', () => {
    const breakable = new Set(Object.values(brokenSuppliers).flatMap(({ breaks }) => breaks));
    expect(Object.keys(supplierPromises).filter((promise) => !breakable.has(promise))).toEqual([]);
  });
});
