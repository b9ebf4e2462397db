import { setTimeout } from 'node:timers/promises';
import { nextUuidV7 } from '../../src/adapters/search-ids/uuid-v7.ts';
import type { Criteria } from '../../src/domain/flights/criteria/criteria.ts';
import type { FoundBatch } from '../../src/domain/flights/offers/offer-found.ts';
import type { Supplier, SupplierStop } from '../../src/domain/ports/supplier.ts';
import { crashWords } from './fault-words.ts';

/** What listens to a supplier on trial. */
export interface Ears {
  /** Hears all that it says, before it is judged. */
  readonly onSaid: (said: unknown) => void;
  readonly onCrash: (error: unknown) => void;
  /** Hears in words what its stop does not tell. */
  readonly onFault: (words: string) => void;
}

/** A supplier on trial: the same one for every asking, each with its own ears. */
export type Candidate = (ears: Ears) => Supplier;

/** One request, and all that came of it. */
export interface Hearing {
  readonly name: string;
  readonly criteria: Criteria;
  readonly said: readonly unknown[];
  readonly batches: readonly FoundBatch[];
  readonly stop: SupplierStop | undefined;
  /** Why it stopped, in words, where more is known than the code. */
  readonly why: string | undefined;
  /** What it threw without a code that can be used. */
  readonly crash: string | undefined;
  /** `late`: it went on until its time was over, or past the moment when it was no longer wanted. `stuck`: for long after that. */
  readonly end: 'in_time' | 'late' | 'stuck';
}

export interface Patience {
  readonly timeoutMs: number;
  /** When it is told to stop; left out, when its time is over. */
  readonly giveUpMs?: number;
  /** How long it may take to end, once it is told to. */
  readonly graceMs: number;
}

/** Asks once, and listens to the end or until it is told to stop. */
export const hearSupplier = async (
  candidate: Candidate,
  { name, criteria }: { readonly name: string; readonly criteria: Criteria },
  { timeoutMs, giveUpMs = timeoutMs, graceMs }: Patience,
): Promise<Hearing> => {
  const said: unknown[] = [];
  const batches: FoundBatch[] = [];
  let stop: SupplierStop | undefined;
  let crash: string | undefined;
  let why: string | undefined;
  const onCrash = (error: unknown): void => {
    crash ??= crashWords(error);
  };
  const supplier = candidate({
    onSaid: (value) => said.push(value),
    onCrash,
    onFault: (words) => {
      why ??= words;
    },
  });
  const asking = new AbortController();
  const listening = async (): Promise<'in_time' | 'late'> => {
    try {
      const request = { search_id: nextUuidV7(), criteria, timeout_ms: timeoutMs };
      for await (const found of supplier.search(request, asking.signal)) {
        if (found.isOk()) batches.push(found.value);
        else stop ??= found.error;
      }
    } catch (error) {
      onCrash(error);
    }
    return asking.signal.aborted ? 'late' : 'in_time';
  };
  const over = new AbortController();
  const waited = async (): Promise<'stuck'> => {
    await setTimeout(giveUpMs, undefined, { signal: over.signal });
    asking.abort();
    await setTimeout(graceMs, undefined, { signal: over.signal });
    return 'stuck';
  };
  const timer = waited();
  timer.catch(() => undefined);
  const end = await Promise.race([listening(), timer]);
  over.abort();
  return { name, criteria, said: [...said], batches: [...batches], stop, why, crash, end };
};
