import { describe, expect, it, jest, test } from '@jest/globals';
import { BrokenPromise } from './promises.ts';
import { runSeed, runSeeds, seedsOf } from './run-seeds.ts';
import { withoutMachine } from './without-machine.ts';
import { SWITCHED_OFF } from './switched-off.ts';

/** Small worlds, of which one at least has what it takes to miss a protection. */
const WORLDS_TO_MISS_IT = 10;
const FEW = 15;

/** Much of a second of computing each, where nothing else runs. */
jest.setTimeout(120_000);

describe('in simulated worlds', () => {
  it('every promise is kept to everybody, whatever fails', async () => {
    const { searches, faults } = await runSeeds(seedsOf(2, 1));
    expect(searches).toBeGreaterThan(0);
    expect(faults).toBeGreaterThan(0);
  });

  it('everything follows from the seed', async () => {
    const [seed = ''] = seedsOf(0, 1);
    const once = await runSeed(seed, FEW);
    expect(await runSeed(seed, FEW)).toEqual(once);
    expect((await runSeed(`not ${seed}`, FEW)).trace).not.toBe(once.trace);
  });

  it('nothing looks at the time of the machine, waits for it, or throws its dice', async () => {
    const [seed = ''] = seedsOf(0, 1);
    await withoutMachine(() => runSeed(seed, FEW));
  });
});

describe('a simulated world misses it', () => {
  test.each(Object.entries(SWITCHED_OFF))('when %s', async (_what, [sabotage, promise]) => {
    const missed = new Set<string>();
    for (let world = 0; world < WORLDS_TO_MISS_IT && !missed.has(promise); world += 1) {
      try {
        await runSeed(String(world), FEW, sabotage);
      } catch (error) {
        if (!(error instanceof BrokenPromise)) throw error;
        missed.add(error.promise);
      }
    }
    expect([...missed]).toContain(promise);
  });
});
