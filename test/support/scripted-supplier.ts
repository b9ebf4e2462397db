import { err, ok, type Result } from 'neverthrow';
import type { SupplierFault } from '../../src/domain/flights/messages.ts';
import type { Clock } from '../../src/domain/ports/clock.ts';
import type { Supplier, SupplierBatch, SupplierRequest } from '../../src/domain/ports/supplier.ts';
import { itineraryOf, offerOf } from './flight-messages.ts';

/** One step of what a supplier does when it is asked. */
export type Act =
  | { readonly does: 'give'; readonly batch: SupplierBatch }
  | { readonly does: 'fault'; readonly fault: SupplierFault }
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
  ): AsyncGenerator<Result<SupplierBatch, SupplierFault>, void> {
    asked.push(request);
    signals.push(signal);
    try {
      for (const act of acts) {
        if (act.does === 'give') yield ok(act.batch);
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

/** One offer, its itinerary and their names for each number, of which there is none under 1. */
export const batchOf = (numbers: readonly number[], changed: Partial<SupplierBatch> = {}): SupplierBatch => ({
  offers: numbers.map((number) => offerOf(number)),
  itineraries: numbers.map(itineraryOf),
  dictionaries: {
    airports: { AMS: { name: 'Schiphol', city: 'Amsterdam', country: 'NL' } },
    carriers: { ZZ: { name: 'Zephyr' } },
  },
  removed: [],
  ...changed,
});

export const gives = (numbers: readonly number[], changed: Partial<SupplierBatch> = {}): Act => ({
  does: 'give',
  batch: batchOf(numbers, changed),
});
export const faults = (code = 'unreachable'): Act => ({
  does: 'fault',
  fault: { code, retryable: true },
});
export const throws = (error = new Error('a supplier crashed')): Act => ({ does: 'throw', error });
export const waits = (clock: Clock, ms: number): Act => ({ does: 'wait', clock, ms });
export const holds = (until: Promise<void>): Act => ({ does: 'hold', until });
/** Does not even heed the signal. */
export const hangs = (): Act => holds(new Promise(() => undefined));
