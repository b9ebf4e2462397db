import { describe, expect, it, test } from '@jest/globals';
import { checkStream, tellsApart } from '../model/check-stream.ts';
import { seldomSeen } from '../model/broken-streams.ts';
import { inMemoryWorld } from '../support/in-memory-world.ts';
import { redisWorld } from '../support/redis-world.ts';

const LONG_MS = 600_000;

describe('the model of a stream, for longer', () => {
  it(
    'is a stream in memory, whatever befalls it',
    () => checkStream(inMemoryWorld, { numRuns: 2_000, maxCommands: 80 }),
    LONG_MS,
  );

  it(
    'is a stream in Redis, whatever befalls it',
    async () => {
      await using world = await redisWorld(process.env['TEST_REDIS_URL'] ?? '');
      await checkStream(() => world, { numRuns: 100, maxCommands: 80 });
    },
    LONG_MS,
  );

  test.each(seldomSeen)(
    'sees that a stream %s',
    async (_defect, { spoil }) => {
      const runs = { numRuns: 2_000, maxCommands: 40 };
      expect(await tellsApart(() => spoil(inMemoryWorld()), runs, 1)).toBe(true);
    },
    LONG_MS,
  );
});
