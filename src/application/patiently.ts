import type { Result, ResultAsync } from 'neverthrow';
import type { Clock } from '../domain/ports/clock.ts';
import type { Unavailable } from '../domain/ports/result-stream.ts';

/** A link that was just cut is back within this; a store that is away longer is told to the client. */
export const CLIENT_PATIENCE_MS = 1_000;
/** Between two tries at a store that is away. */
const PAUSE_MS = 250;

export interface Patience {
  readonly clock: Clock;
  /** How long an absent store is waited for. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/** Tries again while the store is unavailable; only for what may be repeated. */
export const patiently = async <T, E extends { readonly type: string }>(
  attempt: () => ResultAsync<T, E | Unavailable>,
  { clock, patienceMs, signal }: Patience,
): Promise<Result<T, E | Unavailable>> => {
  const until = clock.now() + patienceMs;
  for (;;) {
    const answer = await attempt();
    const again = answer.isErr() && answer.error.type === 'unavailable' && !signal.aborted;
    if (!again || clock.now() + PAUSE_MS > until) return answer;
    await clock.sleep(PAUSE_MS, signal);
  }
};
