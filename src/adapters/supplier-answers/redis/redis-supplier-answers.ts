import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { okAsync, type ResultAsync } from 'neverthrow';
import type { Unavailable } from '../../../domain/ports/result-stream.ts';
import type { AnswerKey, WholeAnswer, SupplierAnswers } from '../../../domain/ports/supplier-answers.ts';
import { attempt } from '../../redis/attempt.ts';
import { answerOf, textOf } from '../answer-text.ts';

/** The supplier is named in plain text, for those who look. */
const keyOf = ({ supplier_id, question }: AnswerKey): string =>
  `flight.search.answer:${supplier_id}:${createHash('sha256').update(question).digest('hex')}`;

export class RedisSupplierAnswers implements SupplierAnswers {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  find(key: AnswerKey): ResultAsync<WholeAnswer | undefined, Unavailable> {
    // Unlike GET it finds nothing, rather than failing, where somebody has put something else than a text.
    return attempt(this.#redis, () => this.#redis.mget(keyOf(key))).map(async ([text]) =>
      typeof text === 'string' ? answerOf(text) : undefined,
    );
  }

  keep(key: AnswerKey, answer: WholeAnswer, ttlMs: number): ResultAsync<void, Unavailable> {
    const text = textOf(answer);
    if (text === undefined) return okAsync(undefined);
    return attempt(this.#redis, () => this.#redis.set(keyOf(key), text, 'PX', ttlMs)).map(() => undefined);
  }
}
