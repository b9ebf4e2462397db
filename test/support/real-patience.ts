import { setTimeout } from 'node:timers/promises';
import type { Patience } from './patience.ts';

/** Well under a second, after which everybody looks again of himself, and far more than a few round trips take. */
const SOON_MS = 600;
const EVENTUALLY_MS = 15_000;

const within = async <T>(promised: PromiseLike<T>, ms: number): Promise<T> => {
  const over = new AbortController();
  const late = (async () => {
    await setTimeout(ms, undefined, { signal: over.signal });
    throw new Error(`it did not happen within ${ms} ms`);
  })();
  late.catch(() => undefined);
  try {
    return await Promise.race([promised, late]);
  } finally {
    over.abort();
  }
};

/** Where time passes by itself, it takes a while to see that something does not happen. */
export const realPatience: Patience = {
  soon: (promised) => within(promised, SOON_MS),
  eventually: (promised) => within(promised, EVENTUALLY_MS),
};
