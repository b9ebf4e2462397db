import { beforeAll, describe, expect, it } from '@jest/globals';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { Program } from '../support/program.ts';
import { ownRedis } from '../support/own-redis.ts';
import { entriesOf, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';
import type { SseEvent } from '../support/sse-client.ts';
import { until } from '../support/until.ts';

const SEARCHES = 200;
/** So many searches at once take a slow machine longer than a supplier is given, and that is not what is looked at here. */
const PATIENT = { SEARCH_DEADLINE: '60s', SUPPLIER_TIMEOUT: '60s', SUPPLIERS: 'kestrel,meridian,finch' };

const { server, redis } = await ownRedis();
let one: Program;
let other: Program;
let programs: readonly Program[];

const start = (ROLE: 'gateway' | 'provider'): Promise<Program> =>
  Program.start({ REDIS_URL: server.urlOf(ROLE), SIMULATION_SPEED: '20', ROLE, ...PATIENT });

beforeAll(async () => {
  [one, other] = await Promise.all([start('gateway'), start('gateway')]);
  programs = [one, other, ...(await Promise.all([start('provider'), start('provider')]))];
});

/** Of a viewer that comes back with this position. */
const standingAt = (id: string): SseEvent => ({ type: 'event', id, event: 'result', data: '{}' });
const resetOf = (id: SearchId): string => `0-0 reset ${JSON.stringify({ search_id: id })}`;

describe('two gateways and two providers on one Redis', () => {
  it('show on either gateway what was requested on one of them (case 2)', async () => {
    const id = await requestSearch(one.url);
    await using here = await viewSearch(one.url, id);
    await using there = await viewSearch(other.url, id);
    await Promise.all([here.ended, there.ended]);
    const stored = await storedEntries(redis, id);
    expect(entriesOf(there.events)).toEqual(stored);
    expect(entriesOf(here.events)).toEqual(stored);
    expect(there.events.at(-1)?.event).toBe('completed');
  });

  it('show all of a search to whoever comes when it is over (case 1)', async () => {
    const id = await requestSearch(one.url);
    await until(async () => (await storedEntries(redis, id)).at(-1)?.includes(' completed ') === true);
    const stored = await storedEntries(redis, id);
    for (const { url } of [one, other]) {
      await using viewer = await viewSearch(url, id);
      await expect(viewer.ended).resolves.toBe('ended');
      expect(entriesOf(viewer.events)).toEqual(stored);
    }
  });

  it('tell a viewer that is ahead of the log to start again, and give it everything (case 7)', async () => {
    const id = await requestSearch(one.url);
    await using ahead = await viewSearch(other.url, id, standingAt('99999999999999-0'));
    await expect(ahead.ended).resolves.toBe('ended');
    expect(entriesOf(ahead.events)).toEqual([resetOf(id), ...(await storedEntries(redis, id))]);
  });

  it('tell a viewer whose entry was trimmed away to start again, and give it all there is (case 8)', async () => {
    const id = await requestSearch(one.url);
    await using first = await viewSearch(one.url, id);
    await first.ended;
    const last = await first.until('result');
    await redis.xdel(streamKey(id), last.id ?? '');
    await using back = await viewSearch(other.url, id, last);
    await expect(back.ended).resolves.toBe('ended');
    const stored = await storedEntries(redis, id);
    expect(stored).toHaveLength(first.events.length - 1);
    expect(entriesOf(back.events)).toEqual([resetOf(id), ...stored]);
  });

  it('let a viewer who is cut off on one gateway go on on the other', async () => {
    const id = await requestSearch(one.url);
    await using cut = await viewSearch(one.url, id);
    await cut.until('result');
    await cut.leave();
    await using back = await viewSearch(other.url, id, cut.events.at(-1));
    await back.ended;
    expect(entriesOf([...cut.events, ...back.events])).toEqual(await storedEntries(redis, id));
  });

  it(`complete ${SEARCHES} searches at once, and give every viewer every entry once, in order`, async () => {
    const gateways = Array.from({ length: SEARCHES }, (_, index) => (index % 2 === 0 ? one : other));
    const ids = await Promise.all(gateways.map(({ url }) => requestSearch(url)));
    const watched = await Promise.all(
      ids.map(async (id) => {
        const viewers = await Promise.all([viewSearch(one.url, id), viewSearch(other.url, id)]);
        const ends = await Promise.all(viewers.map((viewer) => viewer.ended));
        return { id, viewers, ends };
      }),
    );
    for (const { id, viewers, ends } of watched) {
      const stored = await storedEntries(redis, id);
      expect(stored.at(-1)).toContain('"outcome":"complete"');
      for (const { events } of viewers) expect(entriesOf(events)).toEqual(stored);
      expect(ends).toEqual(['ended', 'ended']);
    }
    expect(programs.map(({ errors }) => errors)).toEqual(['', '', '', '']);
  }, 90_000);
});
