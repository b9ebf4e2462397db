import { err, ok } from 'neverthrow';
import type { Said } from '../../src/application/guards/answer-question.ts';
import type { Criteria } from '../../src/domain/flights/criteria/criteria.ts';
import type { FoundBatch } from '../../src/domain/flights/offers/offer-found.ts';
import type { Supplier, SupplierRequest, SupplierStop } from '../../src/domain/ports/supplier.ts';
import { REQUESTED } from './flight-messages.ts';
import { newSearchId } from './new-search-id.ts';

export const TIMEOUT_MS = 20_000;

export const requestFor = (changed: Partial<Criteria> = {}, timeout_ms = TIMEOUT_MS): SupplierRequest => ({
  search_id: newSearchId(),
  criteria: { ...REQUESTED.criteria, ...changed },
  timeout_ms,
});

/** One answer that a supplier is giving, in the hands of the test. */
export interface Given {
  readonly request: SupplierRequest;
  readonly signal: AbortSignal;
  give(batch: FoundBatch): void;
  fail(stop: SupplierStop): void;
  crash(error: Error): void;
  end(): void;
  /** It has let go of everything. */
  isOver(): boolean;
}

export interface HandledSupplier extends Supplier {
  /** Every answer it was asked for, in order. */
  readonly given: readonly Given[];
  /** The one it was asked for last. */
  last(): Given;
}

type Act = () => Said | 'end';

/** A supplier that says what the test says, when the test says it, and stops when it is told to. */
export const handledSupplier = (from: Partial<Supplier> = {}): HandledSupplier => {
  const given: Given[] = [];

  async function* search(request: SupplierRequest, signal: AbortSignal): AsyncGenerator<Said, void> {
    const acts: Act[] = [];
    let wake: (() => void) | undefined;
    let isOver = false;
    const act = (next: Act): void => {
      acts.push(next);
      wake?.();
    };
    const onAbort = (): void => wake?.();
    signal.addEventListener('abort', onAbort);
    given.push({
      request,
      signal,
      give: (batch) => act(() => ok(batch)),
      fail: (stop) => act(() => err(stop)),
      crash: (error) =>
        act(() => {
          throw error;
        }),
      end: () => act(() => 'end'),
      isOver: () => isOver,
    });
    try {
      while (!signal.aborted) {
        const said = acts.shift()?.();
        if (said === 'end') return;
        if (said !== undefined) yield said;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      isOver = true;
    }
  }

  const last = (): Given => {
    const latest = given.at(-1);
    if (latest === undefined) throw new Error('it was not asked');
    return latest;
  };
  return { supplier_id: 'acme', name: 'Acme', ...from, search, given, last };
};

/** A search that asks a supplier, and what it has been told. */
export interface Asking {
  readonly said: Said[];
  /** Rejects where the supplier crashed. */
  readonly ended: Promise<void>;
  readonly leave: () => void;
}

export const ask = (supplier: Supplier, request = requestFor()): Asking => {
  const said: Said[] = [];
  const leaving = new AbortController();
  const follow = async (): Promise<void> => {
    for await (const one of supplier.search(request, leaving.signal)) {
      said.push(one);
      if (one.isErr()) return;
    }
  };
  return { said, ended: follow(), leave: () => leaving.abort() };
};

/** The offers that were given, each with whether it is from another answer; and the codes of faults. */
export const heard = ({ said }: Asking): readonly string[] =>
  said.flatMap((one) =>
    one.match(
      ({ offers }) =>
        offers.map(({ offer_id, from_cache }) => offer_id + (from_cache === true ? ' again' : '')),
      ({ code }) => [code],
    ),
  );
