import { describe, expect, it, jest, test } from '@jest/globals';
import { inMemoryWorld } from '../support/in-memory-world.ts';
import { soonSeen } from './broken-streams.ts';
import { tellsApart } from './check-stream.ts';

const SEED = 4;
const RUNS = { numRuns: 60, maxCommands: 40 };

/** On a busy machine it is many times as long as on one that does nothing else. */
jest.setTimeout(120_000);

describe('the model', () => {
  test.each(soonSeen)('sees that a stream %s', async (_defect, { spoil }) => {
    expect(await tellsApart(() => spoil(inMemoryWorld()), RUNS, SEED)).toBe(true);
  });

  it('sees nothing wrong with a stream that is right, by the same seed', async () => {
    expect(await tellsApart(inMemoryWorld, RUNS, SEED)).toBe(false);
  });
});
