import { setMaxListeners } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Program } from '../support/program.ts';
import { PRIMARY_SETTINGS, startReplica } from '../support/redis-replica.ts';
import { PRIMARY, type Sentinel, startSentinel } from '../support/redis-sentinel.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { isInOrder, lossesOf, repeatsOf, ReturningViewer } from '../support/returning-viewer.ts';
import { requestSearch, storedEntries } from '../support/searches.ts';
import { tally } from './support/tally.ts';

const FAILOVERS = 4;
const SEARCHES = 3;
const VIEWERS = 5;
const TAKES_TOO_LONG_MS = 60_000;

const servers: RedisServer[] = [];
let sentinel: Sentinel;
let asked: Redis;

beforeAll(async () => {
  const primary = await startRedisServer({ args: PRIMARY_SETTINGS });
  servers.push(primary, await startReplica(primary.port));
  sentinel = await startSentinel(primary);
  asked = new Redis(sentinel.port);
});
afterAll(async () => {
  asked.disconnect();
  await sentinel.stop();
  await Promise.all(servers.map((server) => server.stop()));
});

const eventually = async <T>(find: () => Promise<T | undefined>): Promise<T> => {
  const giveUpAtMs = performance.now() + TAKES_TOO_LONG_MS;
  while (performance.now() < giveUpAtMs) {
    const found = await find().catch(() => undefined);
    if (found !== undefined) return found;
  }
  throw new Error('it has not come to that');
};

/** Whom the Sentinel calls the primary, once it is another one, with a replica that could follow it. */
const primaryAfter = (former: RedisServer | undefined): Promise<RedisServer> =>
  eventually(async () => {
    const [, port] = String(await asked.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', PRIMARY)).split(',');
    const server = servers.find((each) => each !== former && each.port === Number(port));
    if (server === undefined) return undefined;
    const redis = new Redis(server.url, { retryStrategy: () => null });
    const info = await redis.info('replication').finally(() => redis.disconnect());
    return info.includes('role:master') ? server : undefined;
  });

const hasReplica = (server: RedisServer): Promise<true> =>
  eventually(async () => {
    const redis = new Redis(server.url);
    const info = await redis.info('replication').finally(() => redis.disconnect());
    const known = String(await asked.call('SENTINEL', 'REPLICAS', PRIMARY));
    return /state=online,offset=\d+,lag=[01]\b/.test(info) && !/s_down|disconnected/.test(known)
      ? true
      : undefined;
  });

describe('failovers by Sentinel, one after the other, each former primary coming back as a replica', () => {
  it('leave every search ended, and every viewer with all that is kept (case 20)', async () => {
    const settings = { REDIS_URL: sentinel.urlOf('all'), SIMULATION_SPEED: '2' };
    await using one = await Program.start(settings);
    await using other = await Program.start(settings);
    const givingUp = new AbortController();
    setMaxListeners(0, givingUp.signal);
    let primary = await primaryAfter(undefined);
    for (let failover = 0; failover < FAILOVERS; failover += 1) {
      await hasReplica(primary);
      const ids = await Promise.all(
        Array.from({ length: SEARCHES }, () => eventually(() => requestSearch(one.url))),
      );
      const viewers = ids.flatMap((id) =>
        Array.from({ length: VIEWERS }, (_, at) => ({
          id,
          viewer: new ReturningViewer(id, (visit) => ((visit + at) % 2 ? other : one).url, givingUp.signal),
        })),
      );
      await Promise.all(viewers.map(({ viewer }) => viewer.began));
      const former = primary;
      await former.crash();
      primary = await primaryAfter(former);
      await former.restart();
      const ended = await Promise.all(viewers.map(({ viewer }) => viewer.ended));
      expect(ended).toEqual(viewers.map(() => true));
      const redis = new Redis(primary.url);
      for (const { id, viewer } of viewers) {
        const stored = await storedEntries(redis, id);
        const [losses, repeats] = [lossesOf(viewer, stored), repeatsOf(viewer)];
        tally({ losses, repeats });
        expect({ losses, repeats, inOrder: isInOrder(viewer, stored) }).toEqual({
          losses: 0,
          repeats: 0,
          inOrder: true,
        });
      }
      redis.disconnect();
    }
    givingUp.abort();
    for (const program of [one, other]) {
      expect(await program.stop('SIGTERM')).toMatchObject({ code: 0, errors: '' });
    }
  });
});
