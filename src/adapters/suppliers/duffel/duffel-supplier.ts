import { err, type Result } from 'neverthrow';
import type { FoundBatch } from '../../../domain/flights/offers/offer-found.ts';
import type { Clock } from '../../../domain/ports/clock.ts';
import type { Supplier, SupplierRequest, SupplierStop } from '../../../domain/ports/supplier.ts';
import type { DuffelBatchRequest } from '../../wire/duffel.ts';
import { answerBounds } from '../answer-bounds.ts';
import { ANSWER_TOO_LARGE } from '../stranger-stops.ts';
import { batchOfferRequest, nextBatches } from './batch-offer-request.ts';
import { type AskDuffel, duffelClient } from './duffel-client.ts';
import { TOO_SLOW } from './duffel-stops.ts';
import { readPoll } from './read-poll.ts';
import { type SearchTime, searchTime } from './search-time.ts';

export interface DuffelSettings {
  readonly token: string;
  readonly clock: Clock;
  readonly baseUrl?: string;
  /** From 0 up to 1; keeps apart those that wait for the same thing. */
  readonly random?: () => number;
}

const DUFFEL_API = 'https://api.duffel.com';
/** Before Duffel is asked again that has answered at once and is no further. */
const IDLE_MS = 500;

/** Duffel's airlines, by its batch offer requests: offers come as each airline answers. */
export const duffelSupplier = ({
  token,
  clock,
  baseUrl = DUFFEL_API,
  random = Math.random,
}: DuffelSettings): Supplier => {
  const ask = duffelClient({ token, baseUrl, clock, random });
  return {
    supplier_id: 'duffel',
    name: 'Duffel',
    async *search(request, signal) {
      using time = searchTime(clock, request.timeout_ms, signal);
      const isWithinBounds = answerBounds();
      for await (const found of answer(request, ask, clock, time)) {
        if (signal.aborted) return;
        if (found.isErr()) {
          yield time.isUsedUp ? err(TOO_SLOW) : found;
          return;
        }
        if (!isWithinBounds(found.value, found.value.dropped?.malformed)) {
          yield err(ANSWER_TOO_LARGE);
          return;
        }
        yield found;
      }
    },
  };
};

async function* answer(
  request: SupplierRequest,
  ask: AskDuffel,
  clock: Clock,
  time: SearchTime,
): AsyncGenerator<Result<FoundBatch, SupplierStop>, void> {
  const created = await ask(batchOfferRequest(request), time);
  if (created.isErr()) {
    yield err(created.error);
    return;
  }
  let state = yield* readPoll(created.value);
  let isIdle = false;
  while (state !== undefined && state.remaining_batches > 0) {
    if (isIdle) await clock.sleep(IDLE_MS, time.signal);
    const polled = await ask(nextBatches(state.id), time);
    if (polled.isErr()) {
      yield err(polled.error);
      return;
    }
    const next: DuffelBatchRequest | undefined = yield* readPoll(polled.value, state);
    isIdle = next !== undefined && next.remaining_batches >= state.remaining_batches;
    state = next;
  }
}
