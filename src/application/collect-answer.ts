import type { SupplierStatus } from '../domain/flights/messages.ts';
import { type Found, NOTHING_FOUND, resultFound } from '../domain/flights/result-found.ts';
import type { SearchView } from '../domain/flights/search-view.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Journal } from '../domain/ports/journal.ts';
import type { Supplier, SupplierBatch, SupplierRequest } from '../domain/ports/supplier.ts';
import { MAX_PAYLOAD_BYTES, utf8Bytes } from '../domain/search/payload.ts';
import { askSupplier, type SupplierAnswer } from './ask-supplier.ts';
import type { Said, SearchWriter } from './search-writer.ts';
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
  /** Hears that the search holds as much as it may. */
  readonly onFull: () => void;
}

/** What a result says beside what its supplier gave. */
const ENVELOPE_BYTES = 2_048;
const fitsOneMessage = (batch: SupplierBatch): boolean =>
  utf8Bytes(JSON.stringify(batch)) <= MAX_PAYLOAD_BYTES - ENVELOPE_BYTES;

/** Asks one supplier, and says each batch of its answer as a `result`, and how it ended as the last of them. */
export const collectAnswer = async (
  { clock, journal, writer, timeoutMs, onFull }: CollectAnswerDeps,
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

  const say = async (found: Found): Promise<Said> => {
    const said = await writer.say(({ view }) => ({
      type: 'record',
      payload: JSON.stringify(resultFound(view, id, found)),
    }));
    if (said === 'full') onFull();
    return said;
  };

  const onBatch = async (batch: SupplierBatch): Promise<boolean> => {
    firstAt ??= clock.now();
    share = Math.max(share, shareOf(batch));
    offers += batch.offers.length;
    const parts = splitBatch(batch, fitsOneMessage);
    let leftOut = batch.offers.length - offersOf(parts);
    let isWanted = true;
    for (const [at, part] of parts.entries()) {
      const said = await say({ ...part, supplier_id, supplier_status: 'answering', share });
      if (said === 'said') continue;
      if (said === 'unusable_payload') {
        leftOut += part.offers.length;
        continue;
      }
      if (said === 'full') leftOut += offersOf(parts.slice(at));
      isWanted = false;
      break;
    }
    if (leftOut > 0) journal({ type: 'offers_left_out', id, supplier: supplier_id, count: leftOut });
    return isWanted;
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

const offersOf = (parts: readonly SupplierBatch[]): number =>
  parts.reduce((sum, { offers }) => sum + offers.length, 0);

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
