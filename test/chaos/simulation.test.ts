import { describe, expect, it } from '@jest/globals';
import { runSeeds, SEARCHES_A_WORLD, seedsOf } from '../simulation/run-seeds.ts';

const LONG_MS = 1_800_000;
const WORLDS = 350;

describe('in hundreds of simulated worlds', () => {
  it(
    'every promise is kept to everybody in tens of thousands of searches, whatever fails',
    async () => {
      const { worlds, searches, faults } = await runSeeds(seedsOf(WORLDS / 2, WORLDS / 2));
      expect(searches).toBeGreaterThan((worlds * SEARCHES_A_WORLD) / 2);
      expect(faults).toBeGreaterThan(worlds);
    },
    LONG_MS,
  );
});
