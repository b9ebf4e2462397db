import { err, ok, type Result } from 'neverthrow';
import type { FoundBatch } from '../../src/domain/flights/offers/offer-found.ts';
import type { Clock } from '../../src/domain/ports/clock.ts';
import type { Supplier, SupplierRequest, SupplierStop } from '../../src/domain/ports/supplier.ts';
import { batchFound } from './found-offers.ts';

/** One step of what a supplier does when it is asked. */
export type Act =
  | { readonly does: 'give'; readonly batch: (request: SupplierRequest) => FoundBatch }
  | { readonly does: 'fault'; readonly fault: SupplierStop }
  | { readonly does: 'throw'; readonly error: Error }
  /** Heeds the signal. */
  | { readonly does: 'wait'; readonly clock: Clock; readonly ms: number }
  /** Does not heed the signal. */
  | { readonly does: 'hold'; readonly until: Promise<void> };

export interface ScriptedSupplier extends Supplier {
  /** What it was asked, in order. */
  readonly asked: readonly SupplierRequest[];
  /** Of those it was asked with. */
  readonly signals: readonly AbortSignal[];
  /** How many of its answers are over, and have let go of everything. */
  readonly letGo: () => number;
}

/** A supplier that does the same whenever it is asked, and then ends. */
export const scriptedSupplier = (supplier_id: string, ...acts: readonly Act[]): ScriptedSupplier => {
  const asked: SupplierRequest[] = [];
  const signals: AbortSignal[] = [];
  let letGo = 0;

  async function* search(
    request: SupplierRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Result<FoundBatch, SupplierStop>, void> {
    asked.push(request);
    signals.push(signal);
    try {
      for (const act of acts) {
        if (act.does === 'give') yield ok(act.batch(request));
        else if (act.does === 'fault') yield err(act.fault);
        else if (act.does === 'throw') throw act.error;
        else if (act.does === 'hold') await act.until;
        else await act.clock.sleep(act.ms, signal);
        if (signal.aborted && act.does === 'wait') return;
      }
    } finally {
      letGo += 1;
    }
  }
  return { supplier_id, name: `Supplier ${supplier_id}`, asked, signals, letGo: () => letGo, search };
};

export const gives = (numbers: readonly number[], changed: Partial<FoundBatch> = {}): Act => ({
  does: 'give',
  batch: ({ criteria }) => batchFound(numbers, changed, criteria),
});
export const faults = (code = 'unreachable'): Act => ({
  does: 'fault',
  fault: { code, retryable: true },
});
export const skips = (code = 'unsupported_market'): Act => ({
  does: 'fault',
  fault: { code, retryable: false, skipped: true },
});
export const throws = (error = new Error('a supplier crashed')): Act => ({ does: 'throw', error });
export const waits = (clock: Clock, ms: number): Act => ({ does: 'wait', clock, ms });
export const holds = (until: Promise<void>): Act => ({ does: 'hold', until });
/** Does not even heed the signal. */
export const hangs = (): Act => holds(new Promise(() => undefined));
