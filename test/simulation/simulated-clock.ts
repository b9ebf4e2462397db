import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/domain/ports/clock.ts';
import type { Random } from '../../src/adapters/suppliers/simulated/random.ts';

interface Sleeper {
  readonly dueAtMs: number;
  /** Of those that are due at once, chance says who wakes first. */
  readonly turn: number;
  readonly wake: () => void;
  isAwake: boolean;
}

const isBefore = (one: Sleeper, other: Sleeper): boolean =>
  one.dueAtMs === other.dueAtMs ? one.turn < other.turn : one.dueAtMs < other.dueAtMs;

/**
 * Time that passes as fast as whoever lives in it can be woken. Whoever is awake does nothing but compute and wait for
 * promises, so one turn of the event loop lets all of them run until they sleep.
 */
export class SimulatedClock implements Clock {
  readonly #random: Random;
  /** A heap: each one is due before those at twice its place. */
  readonly #sleepers: Sleeper[] = [];
  #nowMs = Date.UTC(2030, 0, 1);

  constructor(random: Random) {
    this.#random = random;
  }

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        sleeper.isAwake = true;
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = this.#fallAsleep(ms, wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** As `sleep`, for whom nothing wakes before. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#fallAsleep(ms, resolve));
  }

  /** Lets time pass until it is stopped, or nobody waits for it any more. */
  async run(isStopped: () => boolean): Promise<void> {
    await setImmediate();
    for (;;) {
      const [next] = this.#sleepers;
      if (next === undefined || isStopped()) return;
      this.#pop();
      if (next.isAwake) continue;
      this.#nowMs = Math.max(this.#nowMs, next.dueAtMs);
      next.wake();
      await setImmediate();
    }
  }

  #fallAsleep(ms: number, wake: () => void): Sleeper {
    const dueAtMs = Math.ceil(this.#nowMs + ms);
    const sleeper = { dueAtMs, turn: this.#random(), wake, isAwake: false };
    this.#push(sleeper);
    return sleeper;
  }

  #push(sleeper: Sleeper): void {
    const heap = this.#sleepers;
    let at = heap.push(sleeper) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isBefore(sleeper, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = sleeper;
  }

  #pop(): void {
    const heap = this.#sleepers;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      const [left, right] = [heap[below], heap[below + 1]];
      if (left !== undefined && right !== undefined && isBefore(right, left)) below += 1;
      const child = heap[below];
      if (child === undefined || !isBefore(child, last)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = last;
  }
}
