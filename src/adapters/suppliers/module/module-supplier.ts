import { err, type Result } from 'neverthrow';
import type { FoundBatch } from '../../../domain/flights/offers/offer-found.ts';
import type { Journal } from '../../../domain/ports/journal.ts';
import type { Supplier, SupplierRequest, SupplierStop } from '../../../domain/ports/supplier.ts';
import { parseSupplierStop } from '../../wire/supplier-stop.ts';
import { answerBounds } from '../answer-bounds.ts';
import { readBatch } from '../read-batch.ts';
import { SUPPLIER_CRASHED } from '../stranger-stops.ts';
import type { LoadedModule } from './load-module.ts';
import { plainBatch, plainCopy } from './plain-batch.ts';

export interface ModuleSupplierDeps {
  readonly journal: Journal;
  /** Hears all that the module says, before it is judged. */
  readonly onSaid?: (said: unknown) => void;
}

/** Asks a module as it is: one that does not heed the signal goes on, and is no longer listened to. */
export const moduleSupplier = (
  supplier_id: string,
  { searchOffers, name = supplier_id, capabilities, limits }: LoadedModule,
  { journal, onSaid }: ModuleSupplierDeps,
): Supplier => {
  /** Whatever goes wrong here is the module's doing. */
  async function* search(
    request: SupplierRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Result<FoundBatch, SupplierStop>, void> {
    const isWithinBounds = answerBounds();
    try {
      const answer: unknown = searchOffers(structuredClone(request), signal);
      if (!isIterable(answer)) throw new TypeError(NO_BATCHES);
      for await (const given of answer) {
        if (signal.aborted) return;
        const batch = plainBatch(given);
        onSaid?.(batch === undefined ? plainCopy(given) : { ...batch, offers: batch.offers.map(plainCopy) });
        for await (const said of readBatch(batch, isWithinBounds, plainCopy)) {
          if (signal.aborted) return;
          yield said;
          if (said.isErr()) return;
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      const stop = stopOf(error);
      if (stop === undefined) {
        journal({
          type: 'supplier_crashed',
          id: request.search_id,
          supplier: supplier_id,
          error: shownOf(error),
        });
      }
      yield err(stop ?? SUPPLIER_CRASHED);
    }
  }
  return {
    supplier_id,
    name,
    ...(capabilities !== undefined && { capabilities }),
    ...(limits !== undefined && { limits }),
    search,
  };
};

const NO_BATCHES = 'what the function returns holds no batches: make it an async function* that yields them';

/** Whether it can be asked for batches; a promise of them cannot. */
const isIterable = (value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> =>
  typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);

const stopOf = (error: unknown): SupplierStop | undefined => {
  try {
    return parseSupplierStop(error);
  } catch {
    return undefined;
  }
};

/** One that says nothing to us, such as those of Node. */
const codeOf = (error: unknown): { readonly code?: string } =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? { code: error.code }
    : {};

/** What a log can read without running into the module's getters. */
const shownOf = (error: unknown): Error => {
  try {
    const code = codeOf(error);
    if (!(error instanceof Error)) return Object.assign(new Error(String(error)), code);
    const shown = Object.assign(new Error(error.message), code);
    shown.stack = String(error.stack);
    return shown;
  } catch {
    return new Error('what the supplier threw cannot be read');
  }
};
