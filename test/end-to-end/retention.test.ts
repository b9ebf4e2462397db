import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.ts';
import { ownRedis } from '../support/own-redis.ts';
import { requestSearch, viewSearch } from '../support/searches.ts';
import { until } from '../support/until.ts';

const SEARCHES = 5;
const NEVER_EXPIRES = -1;

const { server, redis } = await ownRedis();

/** Of one search; the queue of requests is everybody's, and bounded by itself. */
const isOfSearch = (key: string): boolean => key !== 'flight.search.requests';
const isDeadlines = (key: string): boolean => key.startsWith('flight.search.deadlines:');

const searchKeys = async (): Promise<readonly string[]> => (await redis.keys('*')).filter(isOfSearch);

const immortal = async (): Promise<readonly string[]> => {
  const keys = (await searchKeys()).filter((key) => !isDeadlines(key));
  const ttls = await Promise.all(keys.map((key) => redis.pttl(key)));
  return keys.filter((_key, index) => ttls[index] === NEVER_EXPIRES);
};

describe('Redis', () => {
  it.each([
    ['expire', { RESULTS_TTL: '5s', CLEANUP_GRACE: '0s' }],
    ['delete', { RESULTS_TTL: '10m', CLEANUP_GRACE: '1s' }],
    ['delete', { RESULTS_TTL: '10m', CLEANUP_GRACE: '0s' }],
  ])('holds nothing of any search with CLEANUP=%s and %j once its time is over', async (CLEANUP, times) => {
    const settings = {
      REDIS_URL: server.urlOf('all'),
      SIMULATION_SPEED: '20',
      SEARCH_DEADLINE: '2s',
      SUPPLIER_CACHE: '1s',
    };
    await using program = await Program.start({ ...settings, CLEANUP, ...times });
    const ids = await Promise.all(Array.from({ length: SEARCHES }, () => requestSearch(program.url)));
    const viewers = await Promise.all(ids.map((id) => viewSearch(program.url, id)));
    expect(await searchKeys()).not.toEqual([]);
    await Promise.all(viewers.map((viewer) => viewer.ended));
    expect(viewers.map(({ events }) => events.at(-1)?.event)).toEqual(ids.map(() => 'completed'));
    await until(async () => {
      expect(await immortal()).toEqual([]);
      return (await searchKeys()).length === 0;
    });
    const gone = await fetch(`${program.url}/v1/searches/${ids[0]}/events`);
    expect([404, 410]).toContain(gone.status);
  });
});
