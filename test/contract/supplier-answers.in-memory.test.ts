import { describe, expect, it, test } from '@jest/globals';
import { ok } from 'neverthrow';
import {
  InMemorySupplierAnswers,
  MAX_ANSWERS,
  MAX_CHARACTERS,
} from '../../src/adapters/supplier-answers/in-memory/in-memory-supplier-answers.ts';
import { batchFound } from '../support/found-offers.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { supplierAnswersContract } from './supplier-answers.contract.ts';

const keyOf = (number: number) => ({ supplier_id: 'acme', question: String(number) });

describe('answers in memory', () => {
  test.each(Object.entries(supplierAnswersContract))('%s', async (_promise, isKept) => {
    const clock = new ManualClock();
    const answers = new InMemorySupplierAnswers(clock);
    await isKept({ answers, otherAnswers: answers, age: (_key, ms) => clock.advance(ms) });
  });

  it('forget the oldest of them for one more than they have room for', async () => {
    const answers = new InMemorySupplierAnswers(new ManualClock());
    for (let number = 0; number <= MAX_ANSWERS; number += 1) await answers.keep(keyOf(number), [], 60_000);
    expect(await answers.find(keyOf(0))).toEqual(ok(undefined));
    expect(await answers.find(keyOf(1))).toEqual(ok([]));
    expect(await answers.find(keyOf(MAX_ANSWERS))).toEqual(ok([]));
  });

  it('forget the oldest of them when all together become too large', async () => {
    const answers = new InMemorySupplierAnswers(new ManualClock());
    const offers = batchFound(Array.from({ length: 3_000 }, (_, at) => at + 1));
    const room = Math.floor(MAX_CHARACTERS / JSON.stringify([offers]).length);
    for (let number = 0; number <= room; number += 1) await answers.keep(keyOf(number), [offers], 60_000);
    expect(await answers.find(keyOf(0))).toEqual(ok(undefined));
    expect(await answers.find(keyOf(1))).toEqual(ok([offers]));
    expect(await answers.find(keyOf(room))).toEqual(ok([offers]));
  });
});
