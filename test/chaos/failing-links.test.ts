import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChaosOutcome, runChaos } from '../support/chaos-run.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { seedsOfRun } from './support/seeds.ts';
import { tally } from './support/tally.ts';

const VIEWERS = 100;
/** Fifteen seconds of results, and of faults. */
const APPEND_EVERY_MS = 400;
const KEPT = { losses: 0, repeats: 0, outOfOrder: 0, neverEnded: 0, groupsLeft: 0 };

let server: RedisServer;

beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.stop());

const statusOf = (entry: string): string | undefined => entry.split(' ')[1];
const textOf = (entry: string): string => entry.slice(entry.indexOf(' '));

/** Begun once, ended once, and nothing said twice, however often an answer to an append was lost. */
const expectOneStory = ({ entries }: ChaosOutcome): void => {
  const statuses = entries.map(statusOf);
  expect(statuses.slice(0, 2)).toEqual(['requested', 'processing']);
  expect(statuses.filter((status) => status === 'processing')).toHaveLength(1);
  expect(statuses.indexOf('completed')).toBe(entries.length - 1);
  expect(new Set(entries.map(textOf)).size).toBe(entries.length);
};

describe.each(seedsOfRun([1, 2, 3, 4, 5]))('while links are reset, silent, slow, lossy (seed %d)', (seed) => {
  it('each of 100 viewers is given each of 41 entries, once, and the end; no group is left (case 11)', async () => {
    const outcome = await runChaos(server, {
      seed,
      viewers: VIEWERS,
      suffers: 'gateway',
      appendEveryMs: APPEND_EVERY_MS,
    });
    tally(outcome);
    expect(outcome).toMatchObject(KEPT);
    expect(outcome.entries).toHaveLength(41);
  });
});

const SUFFERERS = [
  { suffers: 'provider', whose: 'of the provider' },
  { suffers: 'both', whose: 'of provider and gateway' },
] as const;

describe.each(seedsOfRun([6, 7]))('while links are reset, silent, slow, lossy (seed %d)', (seed) => {
  it.each(SUFFERERS)('$whose, a search is begun, said and ended once (case 11)', async ({ suffers }) => {
    const outcome = await runChaos(server, { seed, viewers: VIEWERS, suffers });
    tally(outcome);
    expect(outcome).toMatchObject(KEPT);
    expectOneStory(outcome);
  });
});
