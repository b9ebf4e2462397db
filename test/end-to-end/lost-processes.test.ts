import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { result } from '../../src/adapters/wire/messages.ts';
import { snapshot } from '../../src/adapters/wire/snapshot.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { type HaltingSuppliers, startHaltingSuppliers } from '../support/halting-suppliers.ts';
import { Program, type Settings } from '../support/program.ts';
import { ownRedis } from '../support/own-redis.ts';
import { entriesOf, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';
import { until } from '../support/until.ts';
import type { Viewer } from '../support/viewer.ts';

const VIEWERS = 5;
/** Nothing here is to wait until it is over. */
const LONG = '10m';

const { server, redis } = await ownRedis();
let gateway: Program;

const start = (ROLE: 'gateway' | 'provider', settings: Settings = {}): Promise<Program> =>
  Program.start({ REDIS_URL: server.urlOf(ROLE), DRAIN_TIMEOUT: LONG, ROLE, ...settings });

beforeAll(async () => {
  gateway = await start('gateway');
});

const viewersOf = (url: string, id: SearchId): Promise<readonly Viewer[]> =>
  Promise.all(Array.from({ length: VIEWERS }, () => viewSearch(url, id)));

const all = <T>(viewers: readonly Viewer[], of: (viewer: Viewer) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(viewers.map((viewer) => of(viewer)));

/** All of them come back, at the other gateway, each with the last it was given; what each got before and after. */
const stories = async (viewers: readonly Viewer[], id: SearchId): Promise<readonly (readonly string[])[]> =>
  Promise.all(
    viewers.map(async ({ events }) => {
      const back = await viewSearch(gateway.url, id, events.at(-1));
      await back.ended;
      return entriesOf([...events, ...back.events]);
    }),
  );

const statusesOf = (stored: readonly string[]): readonly (string | undefined)[] =>
  stored.map((entry) => entry.split(' ')[1]);

describe('a gateway', () => {
  it('that is killed in the midst of a search loses its viewers nothing: they go on at another (case 17)', async () => {
    await using provider = await start('provider', { SIMULATION_SPEED: '4' });
    await using killed = await start('gateway');
    const id = await requestSearch(killed.url);
    const viewers = await viewersOf(killed.url, id);
    await all(viewers, (viewer) => viewer.until('result'));
    await killed.stop('SIGKILL');
    expect(await all(viewers, ({ ended }) => ended)).toEqual(viewers.map(() => 'cut'));
    const told = await stories(viewers, id);
    const stored = await storedEntries(redis, id);
    for (const story of told) expect(story).toEqual(stored);
    expect(statusesOf(stored).at(-1)).toBe('completed');
    await provider.stop();
  });

  it('that is told to stop sends its viewers to another, where they miss nothing, and exits with 0', async () => {
    await using provider = await start('provider', { SIMULATION_SPEED: '4' });
    await using stopped = await start('gateway');
    const id = await requestSearch(stopped.url);
    const viewers = await viewersOf(stopped.url, id);
    await all(viewers, (viewer) => viewer.until('result'));
    const { code } = await stopped.stop('SIGTERM');
    expect(code).toBe(0);
    expect(await all(viewers, ({ ended }) => ended)).toEqual(viewers.map(() => 'ended'));
    for (const { events, retryMs } of viewers) {
      expect(events.at(-1)?.event).toBe('result');
      expect(retryMs).toBeGreaterThan(0);
    }
    const told = await stories(viewers, id);
    const stored = await storedEntries(redis, id);
    for (const story of told) expect(story).toEqual(stored);
    await provider.stop();
  });
});

/** A search and what its viewer was given, once it has ended. */
interface Watched {
  readonly id: SearchId;
  readonly viewer: Viewer;
}

const watch = async (url: string): Promise<Watched> => {
  const id = await requestSearch(url);
  return { id, viewer: await viewSearch(url, id) };
};

const snapshotOf = async (id: SearchId) =>
  snapshot.parse(await (await fetch(`${gateway.url}/v1/searches/${id}`)).json());

/** What a whole story says, and says once. */
const expectWhole = async ({ id, viewer }: Watched, outcome: string): Promise<void> => {
  await expect(viewer.ended).resolves.toBe('ended');
  const stored = await storedEntries(redis, id);
  expect(entriesOf(viewer.events)).toEqual(stored);
  expect(statusesOf(stored).join(' ')).toMatch(/^requested processing( result)* completed$/);
  expect(stored.at(-1)).toContain(`"outcome":"${outcome}"`);
};

describe('a provider that is killed', () => {
  let suppliers: HaltingSuppliers;
  let successor: Program;
  /** Killed before the first result of two of them; one is due before anybody could take it over. */
  let early: Watched;
  let due: Watched;
  /** Killed when one supplier had ended, and the other was in the midst of its answer. */
  let midWay: Watched;

  const startProvider = () => start('provider', { SUPPLIERS: suppliers.SUPPLIERS, SUPPLIER_CACHE: '0s' });

  beforeAll(async () => {
    suppliers = await startHaltingSuppliers();
    await using hasty = await start('gateway', { SEARCH_DEADLINE: '5s' });
    const killed = await startProvider();
    suppliers.progress.slow = 'half';
    midWay = await watch(gateway.url);
    const said = [/"quick","supplier_status":"succeeded"/, /"slow","supplier_status":"answering"/];
    await until(() => said.every((what) => midWay.viewer.events.some(({ data }) => what.test(data))));
    suppliers.progress.quick = 'nothing';
    suppliers.progress.slow = 'nothing';
    early = await watch(gateway.url);
    due = await watch(hasty.url);
    await Promise.all([early, due].map(({ id }) => suppliers.askedFor('slow', id)));
    await killed.stop('SIGKILL');
    await due.viewer.ended;
    suppliers.progress.quick = 'all';
    suppliers.progress.slow = 'all';
    successor = await startProvider();
    await Promise.all([early.viewer.ended, midWay.viewer.ended]);
  }, 60_000);
  afterAll(async () => {
    await successor.stop('SIGKILL');
    await suppliers[Symbol.asyncDispose]();
  });

  it('before its first result is replaced by another, which completes the search (case 26)', async () => {
    await expectWhole(early, 'complete');
    expect(successor.log).toContainEqual(expect.objectContaining({ msg: 'search_claimed', takenOver: true }));
    expect((await snapshotOf(early.id)).offers).toHaveLength(4);
  });

  it('before its first result, with no other, leaves a search that the deadline ends (case 26)', async () => {
    await expectWhole(due, 'timed_out');
    expect(statusesOf(await storedEntries(redis, due.id))).toEqual(['requested', 'processing', 'completed']);
  });

  it('in the midst of a search is replaced by another, which repeats nothing (case 27)', async () => {
    await expectWhole(midWay, 'complete');
    const { id, viewer } = midWay;
    expect(suppliers.timesAsked('quick', id)).toBe(1);
    expect(suppliers.timesAsked('slow', id)).toBe(2);
    const results = viewer.events
      .filter(({ event }) => event === 'result')
      .map(({ data }) => result.parse(JSON.parse(data)));
    const ends = results.filter(({ supplier_status }) => supplier_status !== 'answering');
    expect(ends.map(({ supplier_id }) => supplier_id)).toEqual(['quick', 'slow']);
    const itineraries = results.flatMap((found) => found.itineraries.map(({ itinerary_id }) => itinerary_id));
    expect(itineraries).toHaveLength(new Set(itineraries).size);
    const { offers, completed } = await snapshotOf(id);
    expect(offers).toHaveLength(4);
    expect(completed?.totals).toMatchObject({ offers: 4, itineraries: 4 });
  });
});

describe('a provider', () => {
  it('that is told to stop finishes its searches, takes no more, and exits with 0', async () => {
    await using stopped = await start('provider', { SIMULATION_SPEED: '4' });
    const id = await requestSearch(gateway.url);
    await using viewer = await viewSearch(gateway.url, id);
    await viewer.until('result');
    const ended = stopped.stop('SIGTERM');
    await stopped.logged('draining');
    const later = await requestSearch(gateway.url);
    expect((await ended).code).toBe(0);
    await viewer.ended;
    expect(viewer.events.at(-1)?.data).toContain('"outcome":"complete"');
    expect(statusesOf(await storedEntries(redis, later))).toEqual(['requested']);
  });
});
