import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { attempt } from '../../src/adapters/redis/attempt.ts';
import { connectRedis } from '../../src/adapters/redis/connect.ts';
import { requireRedis } from '../../src/adapters/redis/require-redis.ts';
import { Program } from '../support/program.ts';
import { PRIMARY_SETTINGS, startReplica } from '../support/redis-replica.ts';
import { type Sentinel, startSentinel } from '../support/redis-sentinel.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { entriesOf, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';
import { until } from '../support/until.ts';
import type { Viewer } from '../support/viewer.ts';

const VIEWERS = 3;
const STREAM = 'written.by.the.test';
const PASSWORD = 'ä p@ss/w:rd#?%&+=';

let primary: RedisServer;
let replica: RedisServer;
let sentinel: Sentinel;
let url: string;

beforeAll(async () => {
  primary = await startRedisServer({ args: PRIMARY_SETTINGS });
  replica = await startReplica(primary.port);
  sentinel = await startSentinel(primary);
  const asked = new Redis(sentinel.port);
  await asked.call('ACL', 'SETUSER', 'default', 'resetpass', `>${PASSWORD}`);
  await until(async () => String(await asked.call('INFO', 'sentinel')).includes('slaves=1'));
  asked.disconnect();
  url = `${sentinel.urlOf('all')}?sentinel_password=${encodeURIComponent(PASSWORD)}`;
});
afterAll(async () => {
  await sentinel.stop();
  await Promise.all([primary.stop(), replica.stop()]);
});

/** Writes on and on, and notes what the replica has confirmed; every promise that it was given settles. */
const writeThrough = async (isOver: () => boolean) => {
  const troubles: string[] = [];
  const link = connectRedis(url.replace('flight-search-all', 'default'), {
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

/** What a viewer holds in the end: a reset makes it drop what came before. */
const held = ({ events }: Viewer): readonly string[] =>
  entriesOf(events.slice(events.findLastIndex(({ event }) => event === 'reset') + 1));

describe('a failover by Sentinel', () => {
  it('ends what was under way, loses nothing that was copied, leaves nobody waiting, and takes on new searches (case 20)', async () => {
    await using gateway = await Program.start({ ROLE: 'gateway', REDIS_URL: url });
    await using provider = await Program.start({ ROLE: 'provider', REDIS_URL: url, SIMULATION_SPEED: '4' });
    const id = await requestSearch(gateway.url);
    const viewers = await Promise.all(Array.from({ length: VIEWERS }, () => viewSearch(gateway.url, id)));
    let isOver = false;
    const writing = writeThrough(() => isOver);
    await Promise.all(viewers.map((viewer) => viewer.until('result')));

    await primary.crash();
    const promoted = new Redis(replica.url);
    await until(async () => (await promoted.info('replication')).includes('role:master'));
    const later = await (async () => {
      for (;;) {
        const requested = await requestSearch(gateway.url).catch(() => undefined);
        if (requested !== undefined) return requested;
      }
    })();
    await using viewer = await viewSearch(gateway.url, later);
    for (const { ended } of [...viewers, viewer]) expect(await ended).toBe('ended');
    const stored = await storedEntries(promoted, id);
    expect(stored.at(-1)).toContain('"outcome":"complete"');
    for (const each of viewers) expect(held(each)).toEqual(stored);
    expect(held(viewer)).toEqual(await storedEntries(promoted, later));
    expect(viewer.events.at(-1)?.data).toContain('"outcome":"complete"');

    isOver = true;
    const { confirmed, failures } = await writing;
    expect(confirmed.length).toBeGreaterThan(0);
    expect(failures).toBeGreaterThan(0);
    const there = new Set((await promoted.xrange(STREAM, '-', '+')).map(([position]) => position));
    expect(confirmed.filter((position) => !there.has(position))).toEqual([]);
    promoted.disconnect();
    for (const program of [gateway, provider]) {
      expect(await program.stop('SIGTERM')).toMatchObject({ code: 0, errors: '' });
    }
  });
});
