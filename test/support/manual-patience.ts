import { setImmediate } from 'node:timers/promises';
import type { ManualClock } from './manual-clock.ts';
import type { Patience } from './patience.ts';

/** In turns of the event loop: what has not happened by then waits for time to pass. */
const SOON_TURNS = 50;
const STEP_MS = 250;
const MAX_STEPS = 20;

/** Resolves as the promise does, if it does so before `idle`, asked again and again, has nothing left to try. */
const settled = async <T>(promised: PromiseLike<T>, tries: number, idle: () => Promise<void>): Promise<T> => {
  const outcome = { isSettled: false };
  const watched = (async () => {
    try {
      return await promised;
    } finally {
      outcome.isSettled = true;
    }
  })();
  watched.catch(() => undefined);
  for (let tried = 0; tried < tries && !outcome.isSettled; tried += 1) await idle();
  if (!outcome.isSettled) throw new Error('it did not happen in time');
  return watched;
};

/** Whether time has to pass for something to happen can be told exactly where time passes by hand. */
export const manualPatience = (clock: ManualClock): Patience => ({
  soon: (promised) => settled(promised, SOON_TURNS, async () => setImmediate()),
  eventually: (promised) => settled(promised, MAX_STEPS, () => clock.advance(STEP_MS)),
});
