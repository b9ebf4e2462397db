import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/adapters/clock/system-clock.ts';

describe('the system clock', () => {
  it('wakes a sleeper when its time is over, and lets go of the signal', async () => {
    const { signal } = new AbortController();
    await systemClock.sleep(1, signal);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('wakes a sleeper as soon as the signal aborts', async () => {
    const controller = new AbortController();
    const slept = systemClock.sleep(3_600_000, controller.signal);
    controller.abort();
    await slept;
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('does not sleep at all on a signal that has aborted', async () => {
    await expect(systemClock.sleep(3_600_000, AbortSignal.abort())).resolves.toBeUndefined();
  });
});
