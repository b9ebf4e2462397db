import { Err, err, Ok, type Result, ResultAsync } from 'neverthrow';
import type { Random } from '../../src/adapters/suppliers/simulated/random.ts';
import type { SimulatedClock } from './simulated-clock.ts';
import type { Storm } from './weather.ts';

/** After so long nobody waits for an answer any more. */
const TIMEOUT_MS = 1_500;

class Lost extends Error {}
/** Nobody waits for it any more, and it is done all the same, so much later. */
class Late extends Lost {
  readonly byMs: number;
  constructor(byMs: number) {
    super('the answer did not come in time');
    this.byMs = byMs;
  }
}

/** Between one process and the store. What rejects is lost: on its way there it is not done, on its way back it is. */
export interface Way {
  readonly out: () => Promise<void>;
  readonly back: () => Promise<void>;
}

export interface WayDeps {
  readonly clock: SimulatedClock;
  readonly random: Random;
  readonly storm: () => Storm | undefined;
  readonly onFault: () => void;
  /** Never resolves where the process is dead. */
  readonly ifAlive: () => Promise<void>;
}

export const createWay = ({ clock, random, storm, onFault, ifAlive }: WayDeps): Way => {
  const take = async (mostMs: number): Promise<void> => {
    if (mostMs > 0) await clock.pause(1 + random() * mostMs);
  };
  const lose = async (afterMs: number, error = new Lost('the answer was lost')): Promise<never> => {
    onFault();
    await take(afterMs);
    await ifAlive();
    throw error;
  };
  const out = async (): Promise<void> => {
    const drawn = random();
    switch (storm()) {
      case undefined:
        return take(drawn < 0.3 ? 12 : 0);
      case 'lossy':
        if (drawn < 0.15) return lose(300);
        return drawn < 0.2 ? lose(300, new Late(random() * 2_000)) : take(100);
      case 'away':
        return lose(2);
      case 'silent':
        return drawn < 0.5 ? lose(TIMEOUT_MS) : take(0);
      case 'slow':
        return take(500);
    }
  };
  const back = async (): Promise<void> => {
    const drawn = random();
    switch (storm()) {
      case undefined:
        return take(drawn < 0.3 ? 12 : 0);
      case 'lossy':
        return drawn < 0.15 ? lose(100) : take(100);
      case 'away':
        return lose(2);
      case 'silent':
        return lose(TIMEOUT_MS);
      case 'slow':
        return drawn < 0.3 ? lose(TIMEOUT_MS - 500) : take(900);
    }
  };
  return { out, back: async () => (await back(), ifAlive()) };
};

type Answer = Result<unknown, unknown>;

/** Not asked of the store, but of what this process knows. */
const AT_HOME: readonly unknown[] = ['listen'];

/** The same port, at the other end of a way. */
export const through = <Port extends object>(port: Port, way: Way, clock: SimulatedClock): Port => {
  const ask = async (call: () => unknown): Promise<Answer> => {
    try {
      await way.out();
      const answer: unknown = await call();
      await way.back();
      if (answer instanceof Ok || answer instanceof Err) return answer;
      throw new Error('that was no answer');
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      if (error instanceof Late) void clock.pause(error.byMs).then(call);
      return err({ type: 'unavailable', reason: error.message });
    }
  };
  return new Proxy(port, {
    get: (target, name): unknown => {
      const part: unknown = Reflect.get(target, name, target);
      if (typeof part !== 'function') return part;
      const call = (...args: readonly unknown[]): unknown => Reflect.apply(part, target, args);
      if (typeof name === 'symbol' || AT_HOME.includes(name)) return call;
      return (...args: readonly unknown[]) => new ResultAsync(ask(() => call(...args)));
    },
  });
};
