import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ok } from 'neverthrow';
import { RedisSupplierAnswers } from '../../src/adapters/supplier-answers/redis/redis-supplier-answers.ts';
import { type AnswerKey, MAX_ANSWER_BYTES } from '../../src/domain/ports/supplier-answers.ts';
import { batchFound } from '../support/found-offers.ts';
import { redisPair } from '../support/redis-pair.ts';
import { newQuestion, supplierAnswersContract } from './supplier-answers.contract.ts';

const keyOf = ({ supplier_id, question }: AnswerKey): string =>
  `flight.search.answer:${supplier_id}:${createHash('sha256').update(question).digest('hex')}`;

describe('answers in Redis', () => {
  let pair: ReturnType<typeof redisPair>;
  beforeAll(() => {
    pair = redisPair('provider');
  });
  afterAll(() => pair.close());

  const age = (key: AnswerKey, ms: number): Promise<void> => pair.age(keyOf(key), ms);

  test.each(Object.entries(supplierAnswersContract))('%s', async (_promise, isKept) => {
    const [answers, otherAnswers] = [
      new RedisSupplierAnswers(pair.one),
      new RedisSupplierAnswers(pair.other),
    ];
    await isKept({ answers, otherAnswers, age });
  });

  test('none is kept for ever', async () => {
    const key = newQuestion();
    await new RedisSupplierAnswers(pair.one).keep(key, [batchFound([1])], 60_000);
    expect(await pair.operator.pttl(keyOf(key))).toBeGreaterThan(0);
  });

  test.each([
    ['no JSON', '['],
    ['no list', '{"offers":[]}'],
    ['no batches', '[1]'],
    ['no counts of what was dropped', '[{"offers":[],"dropped":{"malformed":"2"}}]'],
    ['what another release wrote', '[{"offers":[{"offer_id":"o1"}]}]'],
  ])('%s is as good as nothing', async (_what, text) => {
    const key = newQuestion();
    await pair.operator.set(keyOf(key), text, 'PX', 60_000);
    expect(await new RedisSupplierAnswers(pair.one).find(key)).toEqual(ok(undefined));
  });

  test('what is no text is as good as nothing, and gives way to an answer', async () => {
    const key = newQuestion();
    await pair.operator.lpush(keyOf(key), 'rubbish');
    const answers = new RedisSupplierAnswers(pair.one);
    expect(await answers.find(key)).toEqual(ok(undefined));
    await answers.keep(key, [batchFound([1])], 60_000);
    expect(await answers.find(key)).toEqual(ok([batchFound([1])]));
  });

  test('what is larger than any answer is not looked at', async () => {
    const key = newQuestion();
    const text = JSON.stringify([batchFound([1])]);
    await pair.operator.set(keyOf(key), text + ' '.repeat(MAX_ANSWER_BYTES), 'PX', 60_000);
    expect(await new RedisSupplierAnswers(pair.one).find(key)).toEqual(ok(undefined));
  });

  test('a Redis that is away is a value', async () => {
    const away = pair.one.duplicate({ lazyConnect: true, enableOfflineQueue: false });
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
