import type { Clock } from '../../src/domain/ports/clock.ts';

/** A clock whose sleeps are over at once, and which says afterwards that the time has passed. */
export const instantClock = (startMs = Date.parse('2030-04-01T10:00:00Z')): Clock => {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    sleep: async (ms, signal) => {
      if (!signal.aborted) nowMs += ms;
    },
  };
};
