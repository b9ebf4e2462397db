import { err } from 'neverthrow';
import type { Clock } from '../../domain/ports/clock.ts';
import type { Supplier, SupplierStop } from '../../domain/ports/supplier.ts';
import { askedThrough } from './asked-through.ts';
import { Circuit, type Verdict } from './circuit.ts';

const CIRCUIT_OPEN = { code: 'circuit_open', retryable: true } as const satisfies SupplierStop;
/** Says nothing about how well a supplier is: it would answer something else, or later. */
const NOT_ITS_FAULT: ReadonlySet<string> = new Set(['invalid_request', 'rate_limited']);
/** Timers of the platform may be early by so much. */
const EARLY_MS = 50;
/** Of its usual time: a supplier that was given less, by an impatient client for example, is not slow. */
const FAIR_PART = 0.5;

const verdictOn = (stop: SupplierStop): Verdict =>
  stop.skipped === true || NOT_ITS_FAULT.has(stop.code) ? 'unknown' : 'ill';

/**
 * Leaves a supplier in peace for a while that has failed or timed out several times in a row: it fails at once instead.
 * `timeoutMs`: how long suppliers are usually waited for.
 */
export const breakCircuit = (supplier: Supplier, clock: Clock, timeoutMs: number): Supplier => {
  const circuit = new Circuit();
  const fairMs = FAIR_PART * Math.min(timeoutMs, supplier.limits?.timeoutMs ?? Infinity);
  return askedThrough(supplier, async function* search(request, signal) {
    const startedAt = clock.now();
    const era = circuit.enter(startedAt);
    if (era === undefined) {
      yield err(CIRCUIT_OPEN);
      return;
    }
    let isTold = false;
    const tell = (verdict: Verdict): void => {
      if (!isTold) circuit.leave(era, verdict, clock.now());
      isTold = true;
    };
    /** By the end of its time, or because nobody wants the answer any more. */
    const broken = (): void => {
      const tookMs = clock.now() - startedAt;
      tell(tookMs >= Math.max(fairMs, request.timeout_ms - EARLY_MS) ? 'ill' : 'unknown');
    };
    signal.addEventListener('abort', broken);
    try {
      for await (const said of supplier.search(request, signal)) {
        // Whoever is told of a fault may break off at once.
        if (said.isErr()) tell(verdictOn(said.error));
        yield said;
        if (said.isErr()) return;
      }
      tell(signal.aborted ? 'unknown' : 'well');
    } catch (error) {
      tell(signal.aborted ? 'unknown' : 'ill');
      throw error;
    } finally {
      signal.removeEventListener('abort', broken);
      tell('unknown');
    }
  });
};
