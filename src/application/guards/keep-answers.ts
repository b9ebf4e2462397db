import { ok } from 'neverthrow';
import type { FoundBatch } from '../../domain/flights/offers/offer-found.ts';
import type { Clock } from '../../domain/ports/clock.ts';
import {
  type AnswerKey,
  MAX_ANSWER_BYTES,
  type SupplierAnswers,
  type WholeAnswer,
} from '../../domain/ports/supplier-answers.ts';
import type { Supplier, SupplierRequest } from '../../domain/ports/supplier.ts';
import { answerQuestion, type Said, saidAgain, sizeOf } from './answer-question.ts';
import { askedThrough } from './asked-through.ts';
import { withTimeLeft } from './time-left.ts';

export interface KeepAnswersDeps {
  readonly clock: Clock;
  readonly answers: SupplierAnswers;
  /** How long a whole answer is given again. */
  readonly keptMs: number;
  /** Of how the supplier is set up: those of one name that are set up differently share nothing. */
  readonly fingerprint: string;
  /** Hears why answers could not be found or kept; the supplier is asked then. */
  readonly onTrouble: (reason: string) => void;
}

/**
 * Gives an answer again that was given to an earlier search for the same, in any process. An answer that failed, was broken
 * off, or is too large to be kept is not.
 */
export const keepAnswers = (supplier: Supplier, deps: KeepAnswersDeps): Supplier => {
  const { clock, answers, keptMs, fingerprint, onTrouble } = deps;

  const find = async (key: AnswerKey): Promise<WholeAnswer | undefined> => {
    const found = await answers.find(key);
    if (found.isErr()) onTrouble(found.error.reason);
    return found.unwrapOr(undefined);
  };

  const keep = async (key: AnswerKey, answer: WholeAnswer): Promise<void> => {
    const kept = await answers.keep(key, answer, keptMs);
    if (kept.isErr()) onTrouble(kept.error.reason);
  };

  async function* askAndKeep(
    key: AnswerKey,
    request: SupplierRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Said, void> {
    let answer: FoundBatch[] | undefined = [];
    let size = 0;
    for await (const said of supplier.search(request, signal)) {
      yield said;
      if (said.isErr()) return;
      size += answer === undefined ? 0 : sizeOf(said.value);
      if (size > MAX_ANSWER_BYTES) answer = undefined;
      answer?.push(said.value);
    }
    // Whoever stops when it is told to ends in the same way as one who has said all.
    if (answer !== undefined && !signal.aborted) await keep(key, answer);
  }

  return askedThrough(supplier, async function* search(request, signal) {
    const key = { supplier_id: supplier.supplier_id, question: answerQuestion(request, fingerprint) };
    const cameAtMs = clock.now();
    const kept = await find(key);
    if (signal.aborted) return;
    if (kept === undefined) yield* askAndKeep(key, withTimeLeft(request, cameAtMs, clock.now()), signal);
    else for (const batch of kept) yield ok(saidAgain(batch, clock.now()));
  });
};
