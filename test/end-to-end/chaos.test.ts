import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runChaos } from '../support/chaos-run.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';

const SEED = Number(process.env['CHAOS_SEED'] ?? 11);
const VIEWERS = 100;
const APPEND_EVERY_MS = 150;

let server: RedisServer;

beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.stop());

describe('a gateway whose links to Redis are reset, silent, slow and lose replies all the time', () => {
  it(`gives each of 100 viewers each of 41 entries, once, and the end, and leaves no group: seed ${SEED} (case 11)`, async () => {
    const outcome = await runChaos(server, {
      seed: SEED,
      viewers: VIEWERS,
      suffers: 'gateway',
      appendEveryMs: APPEND_EVERY_MS,
    });
    expect(outcome).toMatchObject({
      losses: 0,
      repeats: 0,
      outOfOrder: 0,
      neverEnded: 0,
      groupsLeft: 0,
    });
    expect(outcome.entries).toHaveLength(41);
  });
});
