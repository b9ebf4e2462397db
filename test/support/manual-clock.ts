import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/domain/ports/clock.ts';

interface Sleeper {
  readonly dueAtMs: number;
  readonly wake: () => void;
}

/** How often the event loop turns until whatever the last step of time set going has come to rest. */
const TURNS = 5;

/** A clock whose time moves only when it is told to. */
export class ManualClock implements Clock {
  readonly #sleepers = new Set<Sleeper>();
  #nowMs: number;

  constructor(nowMs = Date.UTC(2030, 0, 1)) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  /** How many wait for time to pass. */
  get sleepers(): number {
    return this.#sleepers.size;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      // Times are whole milliseconds, as those of the real clock.
      const sleeper = { dueAtMs: Math.ceil(this.#nowMs + ms), wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  /** Lets time pass, and wakes whoever sleeps in it, the earliest first, each before time moves on. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await this.settle();
    for (;;) {
      const next = this.#earliest(untilMs);
      if (next === undefined) break;
      this.#nowMs = Math.max(this.#nowMs, next.dueAtMs);
      next.wake();
      await this.settle();
    }
    this.#nowMs = untilMs;
    await this.settle();
  }

  /** Lets whatever does not wait for time run until it waits, or is done. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn += 1) await setImmediate();
  }

  #earliest(untilMs: number): Sleeper | undefined {
    let earliest: Sleeper | undefined;
    for (const sleeper of this.#sleepers) {
      if (sleeper.dueAtMs > untilMs) continue;
      if (earliest === undefined || sleeper.dueAtMs < earliest.dueAtMs) earliest = sleeper;
    }
    return earliest;
  }
}
