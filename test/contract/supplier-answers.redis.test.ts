import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { ok } from 'neverthrow';
import { RedisSupplierAnswers } from '../../src/adapters/supplier-answers/redis/redis-supplier-answers.ts';
import { type AnswerKey, MAX_ANSWER_BYTES } from '../../src/domain/ports/supplier-answers.ts';
import { batchFound } from '../support/found-offers.ts';
import { newQuestion, supplierAnswersContract } from './supplier-answers.contract.ts';

const keyOf = ({ supplier_id, question }: AnswerKey): string =>
  `flight.search.answer:${supplier_id}:${createHash('sha256').update(question).digest('hex')}`;

describe('answers in Redis', () => {
  const url = process.env['TEST_REDIS_URL'] ?? '';
  let one: Redis;
  let other: Redis;
  beforeAll(() => {
    one = new Redis(url);
    other = new Redis(url);
  });
  afterAll(() => {
    one.disconnect();
    other.disconnect();
  });

  const age = async (key: AnswerKey, ms: number): Promise<void> => {
    await one.pexpire(keyOf(key), Math.max(0, (await one.pttl(keyOf(key))) - ms));
  };

  test.each(Object.entries(supplierAnswersContract))('%s', async (_promise, isKept) => {
    const [answers, otherAnswers] = [new RedisSupplierAnswers(one), new RedisSupplierAnswers(other)];
    await isKept({ answers, otherAnswers, age });
  });

  test('none is kept for ever', async () => {
    const key = newQuestion();
    await new RedisSupplierAnswers(one).keep(key, [batchFound([1])], 60_000);
    expect(await one.pttl(keyOf(key))).toBeGreaterThan(0);
  });

  test.each([
    ['no JSON', '['],
    ['no list', '{"offers":[]}'],
    ['no batches', '[1]'],
    ['no counts of what was dropped', '[{"offers":[],"dropped":{"malformed":"2"}}]'],
    ['what another release wrote', '[{"offers":[{"offer_id":"o1"}]}]'],
  ])('%s is as good as nothing', async (_what, text) => {
    const key = newQuestion();
    await one.set(keyOf(key), text, 'PX', 60_000);
    expect(await new RedisSupplierAnswers(one).find(key)).toEqual(ok(undefined));
  });

  test('what is no text is as good as nothing, and gives way to an answer', async () => {
    const key = newQuestion();
    await one.lpush(keyOf(key), 'rubbish');
    const answers = new RedisSupplierAnswers(one);
    expect(await answers.find(key)).toEqual(ok(undefined));
    await answers.keep(key, [batchFound([1])], 60_000);
    expect(await answers.find(key)).toEqual(ok([batchFound([1])]));
  });

  test('what is larger than any answer is not looked at', async () => {
    const key = newQuestion();
    const text = JSON.stringify([batchFound([1])]);
    await one.set(keyOf(key), text + ' '.repeat(MAX_ANSWER_BYTES), 'PX', 60_000);
    expect(await new RedisSupplierAnswers(one).find(key)).toEqual(ok(undefined));
  });

  test('a Redis that is away is a value', async () => {
    const away = new Redis(url, { lazyConnect: true, enableOfflineQueue: false });
    const answers = new RedisSupplierAnswers(away);
    const found = await answers.find(newQuestion());
    const kept = await answers.keep(newQuestion(), [], 60_000);
    expect([found, kept].map((answer) => answer._unsafeUnwrapErr().type)).toEqual([
      'unavailable',
      'unavailable',
    ]);
    away.disconnect();
  });
});
