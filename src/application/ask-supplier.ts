import { err, type Result } from 'neverthrow';
import type { FoundBatch } from '../domain/flights/offers/offer-found.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Supplier, SupplierRequest, SupplierStop } from '../domain/ports/supplier.ts';
import { abortScope } from './abort-scope.ts';

/** How the asking ended. `stopped`: nobody wants the answer any more. */
export type SupplierAnswer =
  | { readonly type: 'answered' }
  | { readonly type: 'timed_out' }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly error: SupplierStop };

export interface Asking {
  readonly clock: Clock;
  /** Takes a batch; the supplier is asked for the next one when it is done. False: no more is wanted. */
  readonly onBatch: (batch: FoundBatch) => Promise<boolean>;
  /** Hears of a supplier that threw, which none may. */
  readonly onCrash: (error: unknown) => void;
}

const CRASHED: SupplierStop = { code: 'supplier_crashed', retryable: false };
const FINISHED = Symbol('finished');
const ABORTED = Symbol('aborted');

const aborted = (signal: AbortSignal): Promise<typeof ABORTED> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve(ABORTED);
    signal.addEventListener('abort', () => resolve(ABORTED), { once: true });
  });

/** Lets a supplier clean up that stands between two batches; one that hangs is not waited for. */
const letGo = async (batches: AsyncIterator<unknown>, onCrash: (error: unknown) => void): Promise<void> => {
  try {
    await batches.return?.();
  } catch (error) {
    onCrash(error);
  }
};

/**
 * Asks one supplier until it has answered, failed, or run out of time. A supplier that does not heed the signal is left to
 * itself: it holds up nobody.
 */
export const askSupplier = async (
  supplier: Supplier,
  request: SupplierRequest,
  { clock, onBatch, onCrash }: Asking,
  signal: AbortSignal,
): Promise<SupplierAnswer> => {
  if (signal.aborted) return { type: 'stopped' };
  using asking = abortScope(signal);
  let timedOut = false;
  void clock.sleep(request.timeout_ms, asking.signal).then(() => {
    timedOut = !asking.signal.aborted;
    asking.abort();
  });
  const given = aborted(asking.signal);
  const stopped = (): SupplierAnswer => ({ type: timedOut ? 'timed_out' : 'stopped' });
  const begin = () => supplier.search(request, asking.signal)[Symbol.asyncIterator]();
  let batches: ReturnType<typeof begin> | undefined;
  /** Only what the supplier does is caught: whatever takes the batch may not blame it for its own mistakes. */
  const next = async (): Promise<Result<FoundBatch, SupplierStop> | typeof FINISHED> => {
    try {
      batches ??= begin();
      const step = await batches.next();
      return step.done === true ? FINISHED : step.value;
    } catch (error) {
      onCrash(error);
      return err(CRASHED);
    }
  };
  try {
    for (;;) {
      const batch = await Promise.race([next(), given]);
      if (batch === ABORTED) return stopped();
      if (batch === FINISHED) return { type: 'answered' };
      if (batch.isErr()) return { type: 'failed', error: batch.error };
      if (!(await onBatch(batch.value))) return stopped();
    }
  } finally {
    if (batches !== undefined) void letGo(batches, onCrash);
  }
};
