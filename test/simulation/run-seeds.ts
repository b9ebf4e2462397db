import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { BrokenPromise } from './promises.ts';
import type { Sabotage } from './sabotage.ts';
import { type Simulated, simulate } from './simulate.ts';

/** Searches of one world: its processes, which cost as much with few searches, are shared by so many. */
export const SEARCHES_A_WORLD = 60;

/** `SIMULATION_RUN_SEED=7 npm test -- test/simulation` lives through one world again. */
const { SIMULATION_RUN_SEED } = process.env;

/** Always the same worlds, and others each time; or the one that is asked for. */
export const seedsOf = (fixed: number, fresh: number): readonly string[] =>
  SIMULATION_RUN_SEED === undefined
    ? [
        ...Array.from({ length: fixed }, (_, index) => String(index)),
        ...Array.from({ length: fresh }, () => String(randomInt(1_000_000_000))),
      ]
    : [SIMULATION_RUN_SEED];

/** What Node warns of, for whoever else runs in this process. */
const WARNED_BEYOND = 10;

/** Lives through a world; what breaks in it is told with its seed. */
export const runSeed = async (
  seed: string,
  searches = SEARCHES_A_WORLD,
  sabotage: Sabotage = {},
): Promise<Simulated> => {
  // Every search of a process listens to its one signal, so many listeners are no leak.
  setMaxListeners(0);
  try {
    return await simulate(seed, searches, sabotage);
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
    error.message = `SIMULATION_RUN_SEED=${seed}: ${error.message}`;
    throw error;
  } finally {
    setMaxListeners(WARNED_BEYOND);
  }
};

/** Lives through worlds, one after the other; sums up what was in them. */
export const runSeeds = async (seeds: readonly string[]) => {
  const sum = { worlds: seeds.length, searches: 0, faults: 0 };
  for (const seed of seeds) {
    const { searches, faults } = await runSeed(seed);
    sum.searches += searches;
    sum.faults += faults;
  }
  return sum;
};
