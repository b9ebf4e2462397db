import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import { ok } from 'neverthrow';
import {
  type AnswerKey,
  MAX_ANSWER_BYTES,
  type SupplierAnswers,
} from '../../src/domain/ports/supplier-answers.ts';
import { batchFound, offerFound } from '../support/found-offers.ts';

/** Two processes with the same answers. */
export interface SupplierAnswersWorld {
  readonly answers: SupplierAnswers;
  readonly otherAnswers: SupplierAnswers;
  /** Lets an answer grow older. */
  readonly age: (key: AnswerKey, ms: number) => Promise<void>;
}

const TTL_MS = 60_000;
export const newQuestion = (): AnswerKey => ({
  supplier_id: 'acme',
  question: `["seed",{"slices":"${randomBytes(8).toString('hex')} {:} \\u2028"}]`,
});

/** What all memories of answers promise beyond the types of their port. */
export const supplierAnswersContract: Readonly<
  Record<string, (world: SupplierAnswersWorld) => Promise<void>>
> = {
  'an answer that is kept is found, by others too': async ({ answers, otherAnswers }) => {
    const key = newQuestion();
    const answer = [
      batchFound([1, 2], { share: 0.5, removed: ['o9'], carriers: { ZZ: 'Zéphyr \u2028 ✈' } }),
      batchFound([3]),
    ];
    expect(await answers.keep(key, answer, TTL_MS)).toEqual(ok(undefined));
    expect(await answers.find(key)).toEqual(ok(answer));
    expect(await otherAnswers.find(key)).toEqual(ok(answer));
  },

  'what nobody keeps is not found': async ({ answers }) => {
    expect(await answers.find(newQuestion())).toEqual(ok(undefined));
  },

  'an answer of nothing at all is an answer': async ({ answers, otherAnswers }) => {
    const key = newQuestion();
    await answers.keep(key, [], TTL_MS);
    expect(await otherAnswers.find(key)).toEqual(ok([]));
  },

  'an answer is found under its own supplier and question only': async ({ answers }) => {
    const key = newQuestion();
    await answers.keep(key, [batchFound([1])], TTL_MS);
    expect(await answers.find({ ...key, supplier_id: 'other' })).toEqual(ok(undefined));
    expect(await answers.find({ ...key, question: `${key.question} ` })).toEqual(ok(undefined));
  },

  'the last of two answers is kept': async ({ answers, otherAnswers }) => {
    const key = newQuestion();
    await answers.keep(key, [batchFound([1])], TTL_MS);
    await otherAnswers.keep(key, [batchFound([2])], TTL_MS);
    expect(await answers.find(key)).toEqual(ok([batchFound([2])]));
  },

  'an answer is forgotten in time': async ({ answers, age }) => {
    const key = newQuestion();
    await answers.keep(key, [batchFound([1])], TTL_MS);
    await age(key, TTL_MS - 10_000);
    expect(await answers.find(key)).toEqual(ok([batchFound([1])]));
    await age(key, 10_000);
    expect(await answers.find(key)).toEqual(ok(undefined));
  },

  'what could not be read of an answer is known of it later, too': async ({ answers, otherAnswers }) => {
    const key = newQuestion();
    const answer = [batchFound([], { dropped: { malformed: 2 } }), batchFound([1])];
    await answers.keep(key, answer, TTL_MS);
    expect(await otherAnswers.find(key)).toEqual(ok(answer));
  },

  'that an answer was given again is not kept with it': async ({ answers }) => {
    const key = newQuestion();
    await answers.keep(key, [{ offers: [offerFound(1, { from_cache: true })] }], TTL_MS);
    expect(await answers.find(key)).toEqual(ok([batchFound([1])]));
  },

  'an answer that is too large is not kept, and that is no failure': async ({ answers }) => {
    const key = newQuestion();
    const large = batchFound([1], { carriers: { ZZ: 'x'.repeat(MAX_ANSWER_BYTES) } });
    expect(await answers.keep(key, [large], TTL_MS)).toEqual(ok(undefined));
    expect(await answers.find(key)).toEqual(ok(undefined));
  },

  'an answer of which something is none is not found': async ({ answers }) => {
    const key = newQuestion();
    const malformed = offerFound(2, { price: { amount: '-1.00', currency: 'EUR' } });
    await answers.keep(key, [{ offers: [offerFound(1), malformed] }], TTL_MS);
    expect(await answers.find(key)).toEqual(ok(undefined));
  },
};
