import type { Clock } from '../../src/domain/ports/clock.ts';

/** The clock of a machine that is so far ahead of another, or behind it; time passes equally fast on both. */
export const wrongClock = (right: Clock, aheadMs: number): Clock => ({
  now: () => right.now() + aheadMs,
  sleep: (ms, signal) => right.sleep(ms, signal),
});
