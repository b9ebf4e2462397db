import { okAsync, ResultAsync } from 'neverthrow';
import type { Clock } from '../../../domain/ports/clock.ts';
import type { Unavailable } from '../../../domain/ports/result-stream.ts';
import {
  type AnswerKey,
  MAX_ANSWER_BYTES,
  type WholeAnswer,
  type SupplierAnswers,
} from '../../../domain/ports/supplier-answers.ts';
import { answerOf, textOf } from '../answer-text.ts';

/** The oldest is forgotten for one more. */
export const MAX_ANSWERS = 10_000;
/** Of all of them together, in characters: many usual answers, or a few dozen of the largest. */
export const MAX_CHARACTERS = 32 * MAX_ANSWER_BYTES;

interface KeptAnswer {
  readonly text: string;
  readonly untilMs: number;
}

const nameOf = ({ supplier_id, question }: AnswerKey): string => JSON.stringify([supplier_id, question]);

/** Keeps the answers of one process, and loses them with it. */
export class InMemorySupplierAnswers implements SupplierAnswers {
  readonly #clock: Clock;
  readonly #answers = new Map<string, KeptAnswer>();
  #characters = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  find(key: AnswerKey): ResultAsync<WholeAnswer | undefined, Unavailable> {
    const kept = this.#answers.get(nameOf(key));
    const isGone = kept === undefined || kept.untilMs <= this.#clock.now();
    return isGone ? okAsync(undefined) : ResultAsync.fromSafePromise(answerOf(kept.text));
  }

  keep(key: AnswerKey, answer: WholeAnswer, ttlMs: number): ResultAsync<void, Unavailable> {
    const [name, text] = [nameOf(key), textOf(answer)];
    if (text !== undefined) {
      this.#delete(name);
      this.#answers.set(name, { text, untilMs: this.#clock.now() + ttlMs });
      this.#characters += text.length;
      this.#forget();
    }
    return okAsync(undefined);
  }

  /** The oldest come first. */
  #forget(): void {
    for (const [name, { untilMs }] of this.#answers) {
      const isTooMany = this.#answers.size > MAX_ANSWERS || this.#characters > MAX_CHARACTERS;
      if (untilMs > this.#clock.now() && !isTooMany) return;
      this.#delete(name);
    }
  }

  #delete(name: string): void {
    this.#characters -= this.#answers.get(name)?.text.length ?? 0;
    this.#answers.delete(name);
  }
}
