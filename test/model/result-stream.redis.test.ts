import { describe, it, jest } from '@jest/globals';
import { redisWorld } from '../support/redis-world.ts';
import { checkStream } from './check-stream.ts';

/** On a busy machine it is many times as long as on one that does nothing else. */
jest.setTimeout(120_000);

describe('in Redis', () => {
  it('a stream is a list of entries, a position for each viewer, and a time to live, whatever befalls it', async () => {
    await using world = await redisWorld(process.env['TEST_REDIS_URL'] ?? '');
    await checkStream(() => world, { numRuns: 12, maxCommands: 60 });
  });
});
