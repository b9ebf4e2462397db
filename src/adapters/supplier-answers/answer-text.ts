import { setImmediate } from 'node:timers/promises';
import type { FoundBatch } from '../../domain/flights/offers/offer-found.ts';
import { MAX_ANSWER_BYTES, type WholeAnswer } from '../../domain/ports/supplier-answers.ts';
import { parseKeptBatch } from '../wire/kept-batch.ts';

/** An answer as it is kept; undefined where it is too large. */
export const textOf = (answer: WholeAnswer): string | undefined => {
  const text = JSON.stringify(answer);
  return Buffer.byteLength(text) > MAX_ANSWER_BYTES ? undefined : text;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * An answer that was kept, maybe by another release; undefined unless all of it can be read. Batch by batch, since all of a
 * large one would hold up whatever else the process does.
 */
export const answerOf = async (text: string): Promise<WholeAnswer | undefined> => {
  const said = text.length > MAX_ANSWER_BYTES ? undefined : parsed(text);
  if (!Array.isArray(said)) return undefined;
  const answer: FoundBatch[] = [];
  for (const kept of said) {
    if (answer.length > 0) await setImmediate();
    const batch = parseKeptBatch(kept);
    if (batch === undefined) return undefined;
    answer.push(batch);
  }
  return answer;
};
