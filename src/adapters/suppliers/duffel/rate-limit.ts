import type { Clock } from '../../../domain/ports/clock.ts';

/** Longer than any window of Duffel's, which is a minute: a reset that lies further ahead is a mistake. */
const LONGEST_WINDOW_MS = 120_000;
/** Dates are told in whole seconds. */
const ROUNDING_MS = 1_000;
/** Whoever waits does not come back in the same instant as all others. */
const SPREAD_MS = 500;

/** When requests may be sent again, by what the answers say. */
export interface RateLimit {
  note(answer: Response): void;
  /** 0 where one may be sent now. */
  waitMs(): number;
}

export const rateLimit = (clock: Clock, random: () => number): RateLimit => {
  let freeAtMs = 0;
  return {
    note: ({ status, headers }) => {
      if (status !== 429 && headers.get('ratelimit-remaining') !== '0') return;
      const untilMs = resetInMs(headers, clock.now());
      if (untilMs !== undefined) freeAtMs = clock.now() + Math.min(untilMs, LONGEST_WINDOW_MS) + ROUNDING_MS;
    },
    waitMs: () => {
      const untilMs = freeAtMs - clock.now();
      return untilMs > 0 ? untilMs + random() * SPREAD_MS : 0;
    },
  };
};

/** The reset is a date by Duffel's clock, and so is the answer's own, if it has one: clocks that differ do not matter. */
const resetInMs = (headers: Headers, nowMs: number): number | undefined => {
  const resetAtMs = Date.parse(headers.get('ratelimit-reset') ?? '');
  if (Number.isNaN(resetAtMs)) return undefined;
  const theirNowMs = Date.parse(headers.get('date') ?? '');
  return Math.max(resetAtMs - (Number.isNaN(theirNowMs) ? nowMs : theirNowMs), 0);
};
