import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { API_KEYS, newKey } from '../../support/api-keys.ts';
import { criteriaBody, Gateway } from '../../support/gateway.ts';
import { newSearchId } from '../../support/new-search-id.ts';
import { problemOf } from '../../support/problem-of.ts';
import { startRedisServer } from '../../support/redis-server.ts';

const [web, app] = [newKey('web'), newKey('app')];

const start = (limit: number, settings: Readonly<Record<string, string>> = {}): Promise<Gateway> =>
  Gateway.start({ provides: false, settings: { RATE_LIMIT: String(limit), ...settings } });

const statusesOf = (responses: readonly Response[]): readonly number[] =>
  responses.map(({ status }) => status);

/** How much is left, as the answer says. */
const leftOf = ({ headers }: Response): { policy: string | null; left: number; inSeconds: number } => {
  const [, left, inSeconds] = /^"searches";r=(\d+);t=(\d+)$/.exec(headers.get('RateLimit') ?? '') ?? [];
  return { policy: headers.get('RateLimit-Policy'), left: Number(left), inSeconds: Number(inSeconds) };
};

describe('whoever requests searches', () => {
  it('is told how many more it may request, and is refused those that are too many', async () => {
    await using gateway = await start(2);
    const answers = [
      await gateway.post(criteriaBody()),
      await gateway.post(criteriaBody()),
      await gateway.post(criteriaBody()),
    ];
    expect(statusesOf(answers)).toEqual([201, 201, 429]);
    const told = answers.map(leftOf);
    expect(told.map(({ left }) => left)).toEqual([1, 0, 0]);
    for (const { policy, inSeconds } of told) {
      expect(policy).toBe('"searches";q=2;w=60');
      expect(inSeconds >= 1 && inSeconds <= 60).toBe(true);
    }
    const [, , refused = new Response()] = answers;
    expect(refused.headers.get('Retry-After')).toBe(String(leftOf(refused).inSeconds));
    expect(await problemOf(refused)).toMatchObject({ answered: 429, code: 'rate_limited', errors: [] });
    expect(await gateway.metric('flight_search_searches_requested_total')).toBe('2');
    expect(await gateway.metric('flight_search_requests_refused_total{why="rate_limited"}')).toBe('1');
  });

  it('is refused in the same way where it asks for a stream at once', async () => {
    await using gateway = await start(1);
    const headers = { Accept: 'text/event-stream' };
    const first = await gateway.post(criteriaBody(), headers);
    expect(leftOf(first).left).toBe(0);
    expect(await problemOf(await gateway.post(criteriaBody(), headers))).toMatchObject({ answered: 429 });
    await first.body?.cancel();
  });

  it('spends nothing on what would create no search', async () => {
    await using gateway = await start(1);
    const wrong = await gateway.post({});
    expect([wrong.status, wrong.headers.get('RateLimit')]).toEqual([422, null]);
    await gateway.post('{');
    await gateway.post(criteriaBody(), { 'Idempotency-Key': 'short' });
    await gateway.get(`/v1/searches/${newSearchId()}`);
    expect((await gateway.post(criteriaBody())).status).toBe(201);
  });

  it('spends as much on a repeated request as on the first', async () => {
    await using gateway = await start(2);
    const repeat = { 'Idempotency-Key': 'the-very-same-request' };
    const answers = [
      await gateway.post(criteriaBody(), repeat),
      await gateway.post(criteriaBody(), repeat),
      await gateway.post(criteriaBody(), repeat),
    ];
    expect(statusesOf(answers)).toEqual([201, 200, 429]);
  });

  it('may read, follow and cancel as much as it likes', async () => {
    await using gateway = await start(1);
    const id = await gateway.requestSearch();
    await gateway.post(criteriaBody());
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => [
        gateway.get(`/v1/searches/${id}`),
        gateway.get('/v1/airports?q=ams'),
        gateway.get(`/v1/searches/${id}`, { method: 'DELETE' }),
      ]).flat(),
    );
    expect(new Set(statusesOf(answers))).toEqual(new Set([200, 202]));
  });

  it('with an API key has the allowance of its key, from wherever', async () => {
    await using gateway = await start(1, { API_KEYS: API_KEYS(web, app) });
    const answers = [
      await gateway.post(criteriaBody(), web.headers),
      await gateway.post(criteriaBody(), web.headers),
      await gateway.post(criteriaBody(), app.headers),
      await gateway.post(criteriaBody()),
    ];
    expect(statusesOf(answers)).toEqual([201, 429, 201, 401]);
    const line = gateway.logged.find((text) => text.includes('rate_limited')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ msg: 'request_refused', why: 'rate_limited', caller: 'web' });
  });

  it('is told of no limit where there is none', async () => {
    await using gateway = await start(0);
    const { headers } = await gateway.post(criteriaBody());
    expect([headers.get('RateLimit'), headers.get('RateLimit-Policy')]).toEqual([null, null]);
  });
});

describe('two gateways on one Redis', () => {
  it('count together, and keep no address nor anything for ever', async () => {
    const server = await startRedisServer();
    const settings = { REDIS_URL: server.urlOf('gateway'), ROLE: 'gateway' };
    const redis = new Redis(server.url);
    try {
      await using one = await start(2, settings);
      await using other = await start(2, settings);
      const answers = [
        await patientPost(one),
        await patientPost(other),
        await one.post(criteriaBody()),
        await other.post(criteriaBody()),
      ];
      expect(statusesOf(answers)).toEqual([201, 201, 429, 429]);
      const keys = await redis.keys('flight.search.rate:*');
      expect(keys).toEqual([expect.stringMatching(/^flight\.search\.rate:address:[0-9a-f]{64}$/)]);
      expect(await redis.pttl(keys[0] ?? '')).toBeGreaterThan(0);
      redis.disconnect();
      await server.crash();
      expect(await problemOf(await one.post(criteriaBody()))).toMatchObject({
        answered: 503,
        code: 'store_unavailable',
      });
    } finally {
      redis.disconnect();
      await server.stop();
    }
  });
});

/** A gateway that has just started may not be connected yet. */
const patientPost = async (gateway: Gateway): Promise<Response> => {
  for (;;) {
    const response = await gateway.post(criteriaBody());
    if (response.status !== 503) return response;
  }
};
