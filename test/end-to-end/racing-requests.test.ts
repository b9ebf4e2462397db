import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { searchCreated } from '../../src/adapters/wire/search-created.ts';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import { isSearchId, type SearchId } from '../../src/domain/search/search-id.ts';
import { criteriaBody } from '../support/gateway.ts';
import { DyingLink, makeScriptsKnown, STEPS } from '../support/dying-link.ts';
import { immortalKeys } from '../support/immortal-keys.ts';
import { Program } from '../support/program.ts';
import { QuietGateway } from '../support/quiet-gateway.ts';
import { ownRedis } from '../support/own-redis.ts';
import { storedEntries } from '../support/searches.ts';
import { until } from '../support/until.ts';
import { withStore } from '../support/with-store.ts';

const KEYS = 50;
/** Under which requests race at the same time. */
const AT_ONCE = 5;
const REQUESTS = 10;
/** A gateway takes whoever holds a key and does nothing for three seconds for dead. */
const ABANDONED_MS = 3_000;
/** What a promise about time leaves a busy machine. */
const SLACK_MS = 3_000;

const { server, redis } = await ownRedis();
let one: Program;
let other: Program;

const start = (ROLE: 'gateway' | 'provider'): Promise<Program> =>
  Program.start({ REDIS_URL: server.urlOf(ROLE), ROLE, RATE_LIMIT: '0', SIMULATION_SPEED: '1000' });

beforeAll(async () => {
  [one, other] = await Promise.all([start('gateway'), start('gateway')]);
});

const newKey = (): string => `key-${Math.random().toString(36).padEnd(16, '0')}`;

const post = (url: string, key: string, body: unknown = criteriaBody()): Promise<Response> =>
  fetch(`${url}/v1/searches`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  });

const idOf = async (response: Response): Promise<SearchId> => {
  const { search_id } = searchCreated.parse(await response.json());
  return search_id;
};

const searchesHeld = async (): Promise<ReadonlySet<SearchId>> => {
  const ids = (await redis.keys('flight.search.results:*')).map((key) => key.split(':')[1] ?? '');
  return new Set(ids.filter(isSearchId));
};

const endsOf = async (inside: Redis, id: SearchId): Promise<number> =>
  (await storedEntries(inside, id)).filter((entry) => entry.includes(' completed ')).length;

/** All requests at once, on both gateways in turn. */
const race = (key: string, bodies: readonly unknown[]): Promise<readonly Response[]> =>
  Promise.all(
    Array.from({ length: REQUESTS }, (_, at) =>
      post(at % 2 === 0 ? one.url : other.url, key, bodies[at % bodies.length]),
    ),
  );

describe('equal requests that race on two gateways', () => {
  it(`create one search each, and are all told of it: ${KEYS} keys, ${REQUESTS} requests each`, async () => {
    const before = await searchesHeld();
    const raced: (readonly Response[])[] = [];
    while (raced.length < KEYS)
      raced.push(
        ...(await Promise.all(Array.from({ length: AT_ONCE }, () => race(newKey(), [criteriaBody()])))),
      );
    const told = await Promise.all(raced.map((answers) => Promise.all(answers.map(idOf))));
    expect(raced.flat().filter(({ ok }) => !ok)).toEqual([]);
    for (const ids of told) expect(new Set(ids).size).toBe(1);
    for (const answers of raced) expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const created = [...(await searchesHeld())].filter((id) => !before.has(id));
    expect(new Set(created)).toEqual(new Set(told.flat()));
    expect(created).toHaveLength(KEYS);
  });

  it('are refused with 422 where they ask for something else than the first', async () => {
    const bodies = [criteriaBody(), criteriaBody({ cabin: 'first' }), criteriaBody({ currency: 'USD' })];
    const raced = await Promise.all(Array.from({ length: AT_ONCE }, () => race(newKey(), bodies)));
    for (const answers of raced) {
      const first = answers.findIndex(({ status }) => status === 201);
      const statuses = answers.map((_, at) =>
        at === first ? 201 : at % bodies.length === first % bodies.length ? 200 : 422,
      );
      expect(answers.map(({ status }) => status)).toEqual(statuses);
      const told = await Promise.all(answers.filter(({ ok }) => ok).map(idOf));
      expect(new Set(told).size).toBe(1);
    }
  });
});

describe('the winner of a race that dies', () => {
  const DEATHS = [
    ['once it holds the key', STEPS.deadline, 'before', 503],
    ['before its stream is created', STEPS.stream, 'before', 503],
    ['when its stream is created', STEPS.stream, 'after', 503],
    ['before its search is requested', STEPS.request, 'before', 503],
    ['when its search is requested', STEPS.request, 'after', 503],
    // Its search is whole, so its client is told of it.
    ['before it has said so', STEPS.confirmation, 'before', 201],
  ] as const;

  it.concurrent.each(DEATHS)(
    '%s is made good by whoever asks again, and one search lives, and ends',
    (_at, request, when, status) =>
      withStore(async ({ server: own, redis: inside }) => {
        await using link = await DyingLink.to(own.port, { request, when });
        await using winner = await QuietGateway.start(own.urlOf('gateway', link.port));
        await using next = await QuietGateway.start(own.urlOf('all'));
        await makeScriptsKnown(next, inside);
        const key = newKey();
        const won = post(winner.gateway.url, key);
        await link.died;
        const askedAt = performance.now();
        const again = await Promise.all([post(next.gateway.url, key), post(next.gateway.url, key)]);
        expect(performance.now() - askedAt).toBeLessThan(ABANDONED_MS + SLACK_MS);
        const [id, ...others] = await Promise.all(again.map(idOf));
        if (id === undefined) throw new Error('no search');
        expect(others).toEqual([id]);
        next.provide();
        await until(async () => (await endsOf(inside, id)) > 0);
        expect(await endsOf(inside, id)).toBe(1);
        expect(await inside.keys('flight.search.results:*')).toEqual([streamKey(id)]);
        expect(await immortalKeys(inside)).toEqual([]);
        expect((await won).status).toBe(status);
      }),
  );
});
