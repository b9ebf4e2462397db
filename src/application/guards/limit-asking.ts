import { err } from 'neverthrow';
import type { Clock } from '../../domain/ports/clock.ts';
import type { Supplier, SupplierStop } from '../../domain/ports/supplier.ts';
import { askedThrough } from './asked-through.ts';
import { withTimeLeft } from './time-left.ts';
import { Turns } from './turns.ts';

/** Of the time for an answer: whoever waits longer for its turn has too little left to be answered in. */
const WAITING_PART = 0.5;

/** Suppliers that are asked too often say the same. */
const RATE_LIMITED = { code: 'rate_limited', retryable: true } as const satisfies SupplierStop;

/** Asks a supplier no more often, and no more at a time, than it wants to be asked; who comes too early waits for its turn. */
export const limitAsking = (supplier: Supplier, clock: Clock): Supplier => {
  const { limits } = supplier;
  if (limits?.perMinute === undefined && limits?.concurrent === undefined) return supplier;
  const turns = new Turns(clock, limits);
  return askedThrough(supplier, async function* search(request, signal) {
    const cameAtMs = clock.now();
    using turn = await turns.take(request.timeout_ms * WAITING_PART, signal);
    if (signal.aborted) return;
    if (turn === undefined) {
      yield err(RATE_LIMITED);
      return;
    }
    // A supplier that does not heed the signal would keep its turn for ever.
    const leave = (): void => turn[Symbol.dispose]();
    signal.addEventListener('abort', leave);
    try {
      yield* supplier.search(withTimeLeft(request, cameAtMs, clock.now()), signal);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  });
};
