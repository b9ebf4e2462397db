import type { SupplierStatus } from '../domain/flights/messages.ts';
import { type Found, NOTHING_FOUND, resultFound } from '../domain/flights/result-found.ts';
import type { SearchView } from '../domain/flights/search-view.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Journal } from '../domain/ports/journal.ts';
import type { Supplier, SupplierBatch, SupplierRequest } from '../domain/ports/supplier.ts';
import { MAX_PAYLOAD_BYTES, utf8Bytes } from '../domain/search/payload.ts';
import { askSupplier, type SupplierAnswer } from './ask-supplier.ts';
import type { SearchWriter } from './search-writer.ts';
import { splitBatch } from './split-batch.ts';

/** What a provider has measured of one supplier. */
export interface SupplierTime {
  readonly first_result_ms?: number;
  readonly duration_ms: number;
}

export interface CollectAnswerDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly writer: SearchWriter<SearchView>;
  readonly timeoutMs: number;
}

/** What a result says beside what its supplier gave. */
const ENVELOPE_BYTES = 2_048;
const fitsOneMessage = (batch: SupplierBatch): boolean =>
  utf8Bytes(JSON.stringify(batch)) <= MAX_PAYLOAD_BYTES - ENVELOPE_BYTES;

/** Asks one supplier, and says each batch of its answer as a `result`, and how it ended as the last of them. */
export const collectAnswer = async (
  { clock, journal, writer, timeoutMs }: CollectAnswerDeps,
  supplier: Supplier,
  request: SupplierRequest,
  signal: AbortSignal,
): Promise<SupplierTime> => {
  const { supplier_id } = supplier;
  const id = request.search_id;
  const startedAt = clock.now();
  let firstAt: number | undefined;
  let share = 0;
  let offers = 0;

  const say = async (found: Found): Promise<boolean> => {
    const said = await writer.say(({ view }) => ({
      type: 'record',
      payload: JSON.stringify(resultFound(view, id, found)),
    }));
    return said === 'said';
  };

  const onBatch = async (batch: SupplierBatch): Promise<boolean> => {
    firstAt ??= clock.now();
    share = Math.max(share, shareOf(batch));
    offers += batch.offers.length;
    for (const part of splitBatch(batch, fitsOneMessage)) {
      if (!(await say({ ...part, supplier_id, supplier_status: 'answering', share }))) return false;
    }
    return true;
  };

  const onCrash = (error: unknown): void =>
    journal({ type: 'supplier_crashed', id, supplier: supplier_id, error });
  const answer = await askSupplier(supplier, request, { clock, timeoutMs, onBatch, onCrash }, signal);
  // A supplier that was asked before, by a provider that is gone, may have given its offers then.
  const given = offers + (writer.log().view.suppliers.get(supplier_id)?.offers ?? 0);
  const status = statusOf(answer, given);
  if (status !== undefined) {
    journal({ type: 'supplier_ended', id, supplier: supplier_id, status });
    const error = answer.type === 'failed' ? { error: answer.error } : {};
    await say({ ...NOTHING_FOUND, supplier_id, supplier_status: status, share: 1, ...error });
  }
  return {
    ...(firstAt !== undefined && { first_result_ms: firstAt - startedAt }),
    duration_ms: clock.now() - startedAt,
  };
};

/** Suppliers are strangers: a share that is none says nothing. */
const shareOf = ({ share = 0 }: SupplierBatch): number => (share >= 0 && share <= 1 ? share : 0);

/** Undefined where nobody wants to know any more. */
const statusOf = (answer: SupplierAnswer, offers: number): SupplierStatus | undefined => {
  switch (answer.type) {
    case 'answered':
      return offers > 0 ? 'succeeded' : 'empty';
    case 'timed_out':
      return 'timed_out';
    case 'failed':
      return 'failed';
    case 'stopped':
      return undefined;
  }
};
