import { describe, it, jest } from '@jest/globals';
import { inMemoryWorld } from '../support/in-memory-world.ts';
import { checkStream } from './check-stream.ts';

/** On a busy machine it is many times as long as on one that does nothing else. */
jest.setTimeout(120_000);

describe('in memory', () => {
  it('a stream is a list of entries, a position for each viewer, and a time to live, whatever befalls it', async () => {
    await checkStream(inMemoryWorld, { numRuns: 120, maxCommands: 50 });
  });
});
