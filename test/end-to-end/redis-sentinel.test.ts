import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { attempt } from '../../src/adapters/redis/attempt.ts';
import { connectRedis } from '../../src/adapters/redis/connect.ts';
import { requireRedis } from '../../src/adapters/redis/require-redis.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { textOf } from '../support/documents.ts';
import { Program } from '../support/program.ts';
import { PRIMARY_SETTINGS, startReplica } from '../support/redis-replica.ts';
import { type Sentinel, startSentinel } from '../support/redis-sentinel.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { isInOrder, lossesOf, repeatsOf, ReturningViewer } from '../support/returning-viewer.ts';
import { requestSearch, storedEntries } from '../support/searches.ts';
import { until } from '../support/until.ts';

const VIEWERS = 3;
/** Links that are closed so many milliseconds after they were asked for. */
const CLOSINGS = 20;
/** What a client of a Sentinel has done last. */
const WATCHES = / cmd=(subscribe|ping|sentinel|auth)/;
const STREAM = 'written.by.the.test';
const PASSWORD = 'ä p@ss/w:rd#?%&+=';
/** What deploy/redis says that a Sentinel has to allow, and no more. */
const RIGHTS = '&+switch-master +ping +subscribe +sentinel|get-master-addr-by-name';

let primary: RedisServer;
let replica: RedisServer;
let sentinel: Sentinel;
let asked: Redis;
let url: string;

beforeAll(async () => {
  primary = await startRedisServer({ args: PRIMARY_SETTINGS });
  replica = await startReplica(primary.port);
  sentinel = await startSentinel(primary);
  asked = new Redis(sentinel.port);
  await asked.call('ACL', 'SETUSER', 'watcher', 'on', `>${PASSWORD}`, 'resetchannels', ...RIGHTS.split(' '));
  await until(async () => String(await asked.call('INFO', 'sentinel')).includes('slaves=1'));
  url = `${sentinel.urlOf('all')}?sentinel_username=watcher&sentinel_password=${encodeURIComponent(PASSWORD)}`;
});
afterAll(async () => {
  asked.disconnect();
  await sentinel.stop();
  await Promise.all([primary.stop(), replica.stop()]);
});

/** Writes on and on, and notes what the replica has confirmed; every promise that it was given settles. */
const writeThrough = async (isOver: () => boolean) => {
  const troubles: string[] = [];
  const link = connectRedis(url.replace(sentinel.urlOf('all'), sentinel.urlOf('operator')), {
    onTrouble: ({ message }) => troubles.push(message),
    onBack: () => undefined,
  });
  (await requireRedis(link.commands, 5_000))._unsafeUnwrap();
  const confirmed: string[] = [];
  let failures = 0;
  while (!isOver()) {
    // A link that is down refuses at once.
    await setImmediate();
    const added = await attempt(link.commands, () => link.commands.xadd(STREAM, '*', 'n', '1'));
    const copies = await attempt(link.commands, () => link.commands.wait(1, 100));
    if (added.isErr()) failures += 1;
    else if (added.value !== null && copies.isOk() && copies.value > 0) confirmed.push(added.value);
  }
  link.close();
  return { confirmed, failures, troubles };
};

/** A failover takes seconds, and what had to wait for it some more. */
const LONG_MS = 60_000;

const clientsOfSentinel = async (): Promise<string> => {
  const clients = String(await asked.call('CLIENT', 'LIST'));
  return clients
    .split('\n')
    .filter((line) => !line.includes('cmd=client'))
    .join('\n');
};

/** Lets go of the links at some moment of their making. */
const closeAfter = async (ms: number): Promise<void> => {
  const link = connectRedis(url, { onTrouble: () => undefined, onBack: () => undefined });
  await setTimeout(ms);
  link.close();
};

describe('a failover by Sentinel', () => {
  it(
    'ends what was under way, loses nothing that was copied, leaves nobody waiting, and takes on new searches (case 20)',
    async () => {
      await using gateway = await Program.start({ ROLE: 'gateway', REDIS_URL: url });
      await using provider = await Program.start({ ROLE: 'provider', REDIS_URL: url, SIMULATION_SPEED: '4' });
      const id = await requestSearch(gateway.url);
      const givingUp = new AbortController();
      const viewersOf = (search: SearchId) =>
        Array.from(
          { length: VIEWERS },
          () => new ReturningViewer(search, () => gateway.url, givingUp.signal),
        );
      const viewers = viewersOf(id);
      let isOver = false;
      const writing = writeThrough(() => isOver);
      await until(() => viewers.every(({ events }) => events.some(({ event }) => event === 'result')));

      await primary.crash();
      const promoted = new Redis(replica.url);
      await until(async () => (await promoted.info('replication')).includes('role:master'));
      const later = await (async () => {
        for (;;) {
          const requested = await requestSearch(gateway.url).catch(() => undefined);
          if (requested !== undefined) return requested;
        }
      })();
      const laterViewers = viewersOf(later);
      for (const { ended } of [...viewers, ...laterViewers]) expect(await ended).toBe(true);
      for (const [search, all] of [
        [id, viewers],
        [later, laterViewers],
      ] as const) {
        const stored = await storedEntries(promoted, search);
        expect(stored.at(-1)).toContain(' completed ');
        for (const viewer of all) {
          expect([lossesOf(viewer, stored), repeatsOf(viewer)]).toEqual([0, 0]);
          expect(isInOrder(viewer, stored)).toBe(true);
        }
      }

      isOver = true;
      const { confirmed, failures } = await writing;
      await Promise.all(Array.from({ length: CLOSINGS }, (_, ms) => closeAfter(ms)));
      expect(confirmed.length).toBeGreaterThan(0);
      expect(failures).toBeGreaterThan(0);
      const there = new Set((await promoted.xrange(STREAM, '-', '+')).map(([position]) => position));
      expect(confirmed.filter((position) => !there.has(position))).toEqual([]);
      promoted.disconnect();
      expect(await clientsOfSentinel()).toMatch(WATCHES);
      for (const program of [gateway, provider]) {
        expect(await program.stop('SIGTERM')).toMatchObject({ code: 0, errors: '' });
      }
      // Nobody who let go of Redis is left at the Sentinel.
      const isGone = async () => !WATCHES.test(await clientsOfSentinel());
      await until(isGone);
      expect(await asked.call('ACL', 'LOG')).toEqual([]);
      expect(textOf('deploy/redis/README.md')).toContain(`needs\n\`${RIGHTS}\``);
    },
    LONG_MS,
  );
});
