import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { floodStream } from '../support/flood-stream.ts';
import { Program } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { heldBy, watchToTheEnd } from '../support/watch-to-the-end.ts';

const TIMEOUT_MS = 300_000;
const MAX_SNAPSHOTS = 20;
const TOO_LARGE = 'x'.repeat(65 * 1024);

let server: RedisServer;
let foreign: Redis;
let programs: readonly Program[];

beforeAll(async () => {
  server = await startRedisServer();
  foreign = new Redis(server.urlOf('foreign'), { enableReadyCheck: false });
  const start = (ROLE: 'gateway' | 'provider') =>
    Program.start({ REDIS_URL: server.urlOf(ROLE), ROLE, SEARCH_DEADLINE: '60s' });
  programs = await Promise.all([start('gateway'), start('gateway'), start('provider')]);
});
afterAll(async () => {
  foreign.disconnect();
  await server.stop();
});

describe('a search to which a foreign hand writes without measure', () => {
  it.each([
    ['100,000 entries that do not count', 100_000, '{}'],
    ['2,000 entries of more than 64 KB', 2_000, TOO_LARGE],
  ])(
    'ends for everybody, once: %s',
    async (_what, count, payload) => {
      const [one = '', other = ''] = programs.map(({ url }) => url);
      const took: Record<string, number> = {};
      const timed = async <T>(what: string, act: () => Promise<T>): Promise<T> => {
        const beganAt = performance.now();
        const done = await act();
        took[what] = Math.round(performance.now() - beganAt);
        return done;
      };
      const ended = { atMs: 0 };
      const { id, viewed, polled } = await watchToTheEnd([one, other], async (flooded) => {
        await timed('written in ms', () => floodStream(foreign, flooded, count, payload));
        const cancelled = await timed('closed in ms', () =>
          fetch(`${other}/v1/searches/${flooded}`, { method: 'DELETE' }),
        );
        expect(cancelled.status).toBe(202);
        ended.atMs = performance.now();
      });
      took['last reader told after ms'] = Math.round(performance.now() - ended.atMs);
      const [here, there] = viewed.map(heldBy);
      expect(here?.filter((entry) => / completed /.test(entry))).toEqual(here?.slice(-1));
      expect(there).toEqual(here);
      expect(polled).toEqual({ status: 200, entries: here });
      // One look at it reads only so far, and the next one goes on.
      let snapshots = 0;
      for (let isOver = false; !isOver && snapshots < MAX_SNAPSHOTS; snapshots += 1) {
        const snapshot = await fetch(`${one}/v1/searches/${id}`);
        isOver = /"status":"completed"/.test(await snapshot.text());
      }
      expect(snapshots).toBeLessThan(MAX_SNAPSHOTS);
      process.stdout.write(`${JSON.stringify({ count, ...took, snapshots })}\n`);
      expect(programs.map(({ errors }) => errors)).toEqual(['', '', '']);
    },
    TIMEOUT_MS,
  );
});
