import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { systemClock } from '../../../src/adapters/clock/system-clock.ts';
import { searchCreated } from '../../../src/adapters/wire/search-created.ts';
import type { Clock } from '../../../src/domain/ports/clock.ts';
import { thing } from '../../../src/tokens.ts';
import { criteriaBody, Gateway, type Replacement } from '../../support/gateway.ts';
import { problemOf } from '../../support/problem-of.ts';
import { SseClient } from '../../support/sse-client.ts';

/** Listeners of one kind on one thing: any more, and Node takes them for a leak. */
const WARNED_BEYOND = 10;
const listenersOf: number[] = [];
const countListeners: Replacement = (container) => {
  thing(container, 'app').middleware.unshift(async (ctx, next) => {
    await next();
    ctx.res.once('finish', () => listenersOf.push(ctx.res.listenerCount('close')));
  });
};

describe('a request for a search', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start({ replacements: [countListeners] });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const postStream = (headers: Readonly<Record<string, string>> = {}) =>
    SseClient.open(`${gateway.url}/v1/searches`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(criteriaBody()),
    });

  it('is answered with where the search is, and how to follow it', async () => {
    const response = await gateway.post(criteriaBody());
    const { search_id, links, deadline_at } = searchCreated.parse(await response.json());
    const self = `/v1/searches/${search_id}`;
    expect(response.status).toBe(201);
    expect(response.headers.get('Location')).toBe(self);
    expect(links).toEqual({ self, events: `${self}/events`, entries: `${self}/entries` });
    expect(Date.parse(deadline_at)).toBeGreaterThan(Date.now());
    for (const link of Object.values(links)) expect((await gateway.get(link)).status).toBe(200);
  });

  it('that accepts a stream is answered with the search itself, from its beginning to its end', async () => {
    await using client = await postStream();
    expect(client.response.status).toBe(200);
    const location = client.response.headers.get('Location') ?? '';
    const events = await client.restOfEvents();
    expect(events[0]?.event).toBe('requested');
    expect(events.at(-1)?.event).toBe('completed');
    await using again = await SseClient.open(`${gateway.url}${location}/events`);
    expect(await again.restOfEvents()).toEqual(events);
  });

  it('that accepts a stream leaves nothing for Node to warn of', async () => {
    listenersOf.length = 0;
    await using client = await postStream();
    await client.rest();
    await gateway.watchedBy(0);
    expect(Math.max(...listenersOf)).toBeLessThanOrEqual(WARNED_BEYOND);
  });

  test.each(['*/*', 'application/json', 'application/json, text/event-stream', 'text/html', ''])(
    'that accepts "%s" is not answered with a stream',
    async (accept) => {
      const response = await gateway.post(criteriaBody(), { Accept: accept });
      expect(response.status).toBe(201);
      expect(response.headers.get('Content-Type')).toMatch(/^application\/json/);
    },
  );

  it('that would rather have a stream gets one', async () => {
    await using client = await postStream({ Accept: 'application/json;q=0.5, text/event-stream' });
    expect(await client.nextEvent()).toMatchObject({ event: 'requested' });
  });

  it('says with each search another id', async () => {
    const ids = [await gateway.requestSearch(), await gateway.requestSearch()];
    expect(new Set(ids).size).toBe(2);
  });
});

describe('a request for a search that begins today', () => {
  const clock: Clock = { ...systemClock, now: () => Date.parse('2030-06-01T10:30Z') };
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start({ provides: false, clock });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  test.each([
    ['PPG', 'HNL', '2030-05-30', 422],
    ['PPG', 'HNL', '2030-05-31', 201],
    ['LON', 'AMS', '2030-05-31', 422],
    ['LON', 'AMS', '2030-06-01', 201],
    ['CXI', 'HNL', '2030-06-01', 422],
    ['CXI', 'HNL', '2030-06-02', 201],
  ])(
    'goes by the date where it begins: from %s to %s on %s is %s',
    async (origin, destination, date, status) => {
      const slices = [{ origin, destination, departure_date: date }];
      expect((await gateway.post({ slices })).status).toBe(status);
    },
  );
});

describe('a request for a search while the store is away', () => {
  it('is answered, after a moment of patience, with when to try again', async () => {
    await using gateway = await Gateway.start({
      provides: false,
      settings: { REDIS_URL: 'redis://127.0.0.1:1', LOG_LEVEL: 'silent' },
    });
    const response = await gateway.post(criteriaBody());
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await problemOf(response)).toMatchObject({ answered: 503, code: 'store_unavailable' });
    expect(await problemOf(await gateway.get('/readyz'))).toMatchObject({ code: 'store_unavailable' });
    expect((await gateway.get('/healthz')).status).toBe(200);
  });
});
