import { MAX_ANSWER_BYTES, type WholeAnswer } from '../../domain/ports/supplier-answers.ts';
import { parseSupplierBatch } from '../wire/supplier-batch.ts';

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

/** An answer that was kept, maybe by another release; undefined unless all of it can be read. */
export const answerOf = (text: string): WholeAnswer | undefined => {
  const said = parsed(text);
  if (!Array.isArray(said)) return undefined;
  const batches = said.flatMap((batch: unknown) => parseSupplierBatch(batch) ?? []);
  const isWhole = batches.length === said.length && batches.every(({ dropped }) => dropped === undefined);
  return isWhole ? batches : undefined;
};
