import { describe, expect, it } from '@jest/globals';
import type { SearchId } from '../../../src/domain/search/search-id.ts';
import { deferred } from '../../support/deferred.ts';
import { COMPLETED } from '../../support/flight-messages.ts';
import { criteriaBody, Gateway } from '../../support/gateway.ts';
import { newSearchId } from '../../support/new-search-id.ts';
import { problemOf } from '../../support/problem-of.ts';
import { SseClient, type SseFrame } from '../../support/sse-client.ts';

const start = (settings: Readonly<Record<string, string>> = {}) =>
  Gateway.start({ provides: false, settings });

/** A browser never comes back from an error, so it is sent away with a success, and told when to come back. */
const expectSentElsewhere = ({ response }: SseClient, rest: readonly SseFrame[]): void => {
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toMatch(/^text\/event-stream/);
  const retries = rest.flatMap((frame) => (frame.type === 'retry' ? [frame.ms] : []));
  expect(rest.filter(({ type }) => type === 'event')).toEqual([]);
  expect(retries.at(-1)).toBeGreaterThanOrEqual(500);
  expect(retries.at(-1)).toBeLessThanOrEqual(5_000);
};

const postStream = (gateway: Gateway) =>
  SseClient.open(`${gateway.url}/v1/searches`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(criteriaBody()),
  });

describe('a gateway with all its seats taken', () => {
  it('sends a viewer elsewhere, and lets it in when a seat is free', async () => {
    await using gateway = await start({ MAX_VIEWERS: '1' });
    const id = await gateway.requestSearch();
    await using first = await gateway.follow(id);
    await using second = await gateway.follow(await gateway.requestSearch());
    expectSentElsewhere(second, await second.rest());
    first.leave();
    await gateway.watchedBy(0);
    await using third = await gateway.follow(id);
    expect(await third.nextEvent()).toMatchObject({ event: 'requested' });
  });

  it('creates no search for a viewer that it could not let in', async () => {
    await using gateway = await start({ MAX_VIEWERS: '1' });
    await using _first = await gateway.follow(await gateway.requestSearch());
    const { response } = await postStream(gateway);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(response.headers.get('Location')).toBeNull();
    expect(await problemOf(response)).toMatchObject({ answered: 503, code: 'overloaded' });
    expect(await gateway.metric('flight_search_searches_requested_total')).toBe('1');
    expect((await gateway.post(criteriaBody())).status).toBe(201);
  });

  it('tells a reader of entries to try again, and counts whom it turned away', async () => {
    await using gateway = await start({ MAX_VIEWERS: '1' });
    const id = await gateway.requestSearch();
    await using _first = await gateway.follow(id);
    const answer = await gateway.get(`/v1/searches/${id}/entries`);
    expect(await problemOf(answer)).toMatchObject({ answered: 503, code: 'overloaded' });
    await using _elsewhere = await gateway.follow(id);
    await postStream(gateway);
    expect(await gateway.metric('flight_search_requests_refused_total{why="overloaded"}')).toBe('3');
  });

  it('of one search lets others in to other searches', async () => {
    await using gateway = await start({ MAX_VIEWERS_PER_SEARCH: '1' });
    const id = await gateway.requestSearch();
    await using _first = await gateway.follow(id);
    await using second = await gateway.follow(id);
    expectSentElsewhere(second, await second.rest());
    await using other = await gateway.follow(await gateway.requestSearch());
    expect(await other.nextEvent()).toMatchObject({ event: 'requested' });
  });
});

describe('a gateway that drains', () => {
  it('sends viewers elsewhere, who go on there where they were', async () => {
    await using gateway = await start();
    const id = await gateway.requestSearch();
    await using client = await gateway.follow(id);
    await client.take(1);
    gateway.drain();
    expectSentElsewhere(client, await client.rest());
    await gateway.watchedBy(0);
  });

  it('sends elsewhere whoever comes, and takes on nothing', async () => {
    await using gateway = await start();
    const id = await gateway.requestSearch();
    gateway.drain();
    await using client = await gateway.follow(id);
    expectSentElsewhere(client, await client.rest());
    const refused = [
      await gateway.post(criteriaBody()),
      (await postStream(gateway)).response,
      await gateway.get(`/v1/searches/${id}/entries`),
      await gateway.get('/readyz'),
    ];
    for (const answer of refused) {
      expect(answer.headers.get('Retry-After')).not.toBeNull();
      expect(await problemOf(answer)).toMatchObject({ answered: 503, code: 'overloaded' });
    }
    expect((await gateway.get(`/v1/searches/${id}`)).status).toBe(200);
  });

  it('sends elsewhere a viewer that it was about to let in', async () => {
    await using gateway = await start();
    const id = await gateway.requestSearch();
    const store = deferred();
    gateway.storeIsHeldUntil = store.promise;
    const opening = gateway.follow(id);
    await gateway.watchedBy(1);
    gateway.drain();
    store.resolve();
    await using client = await opening;
    expectSentElsewhere(client, await client.rest());
  });

  it('answers at once whoever waits for entries', async () => {
    await using gateway = await start();
    const id = await gateway.requestSearch();
    const position = gateway.entriesOf(id)[0]?.position;
    const waiting = gateway.get(`/v1/searches/${id}/entries?after=${position}&wait=25`);
    await gateway.watchedBy(1);
    gateway.drain();
    expect(await (await waiting).json()).toMatchObject({ entries: [], position, completed: false });
  });
});

describe('a seat', () => {
  it('is given back however a viewing ends', async () => {
    await using gateway = await start({ MAX_VIEWERS: '1' });
    const endings: ((id: SearchId) => Promise<unknown>)[] = [
      async (id) => {
        const client = await gateway.follow(id);
        await client.take(1);
        gateway.write(id, 'completed', COMPLETED);
        await client.rest();
      },
      async (id) => {
        const client = await gateway.follow(id);
        await client.take(1);
        client.leave();
      },
      async (id) => {
        const client = await gateway.follow(id);
        await client.take(1);
        gateway.lose(id);
        await client.rest();
      },
      async (id) => {
        const end = gateway.write(id, 'completed', COMPLETED);
        expect((await gateway.followFrom(id, end)).response.status).toBe(204);
      },
      () => gateway.get(`/v1/searches/${newSearchId()}/events`),
      (id) => gateway.get(`/v1/searches/${id}/events`, { method: 'HEAD' }),
      (id) => gateway.get(`/v1/searches/${id}/entries`),
      () => gateway.get(`/v1/searches/${newSearchId()}/entries`),
      async () => (await postStream(gateway)).leave(),
      async (id) => {
        gateway.isStoreAway = true;
        expect(await (await gateway.get(`/v1/searches/${id}/events`)).text()).toContain('retry: ');
        gateway.isStoreAway = false;
      },
      async (id) => {
        const leaving = new AbortController();
        const path = `/v1/searches/${id}/entries?after=${gateway.entriesOf(id)[0]?.position}&wait=25`;
        const waiting = gateway.get(path, { signal: leaving.signal });
        await gateway.watchedBy(1);
        leaving.abort();
        await expect(waiting).rejects.toThrow();
      },
    ];
    for (const end of endings) {
      await end(await gateway.requestSearch());
      await gateway.watchedBy(0);
    }
  });

  it('is given back by a client that left while it was let in', async () => {
    await using gateway = await start();
    const id = await gateway.requestSearch();
    const store = deferred();
    gateway.storeIsHeldUntil = store.promise;
    const leaving = new AbortController();
    const opening = gateway.get(`/v1/searches/${id}/events`, { signal: leaving.signal });
    await gateway.watchedBy(1);
    leaving.abort();
    await expect(opening).rejects.toThrow();
    await gateway.watchedBy(0);
    store.resolve();
    expect((await gateway.get(`/v1/searches/${id}`)).status).toBe(200);
  });
});
