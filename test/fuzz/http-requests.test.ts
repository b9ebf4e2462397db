import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COMPLETED, processingOf, resultOf } from '../support/flight-messages.ts';
import { Gateway } from '../support/gateway.ts';
import { arbitraryRequest } from './arbitrary-requests.ts';
import type { Known } from './arbitrary-texts.ts';
import { HttpClient } from './http-client.ts';
import { openResources } from './open-resources.ts';
import { whatsWrong } from './whats-wrong.ts';

/** Sent at the same time, over a few connections. */
const AT_ONCE = 20;
/** More than all searches that are created take, and less than anything that is kept of each request. */
const MOST_BYTES_KEPT = 40 * 1_024 * 1_024;
const WITHIN_MS = 120_000;

const start = async (settings: Readonly<Record<string, string>>) => {
  const gateway = await Gateway.start({
    provides: false,
    settings: { MAX_VIEWERS_PER_SEARCH: '1000', LOG_LEVEL: 'debug', ...settings },
  });
  return gateway;
};

/** Sends so many requests, judges the answer to each, and returns how often which status was answered. */
const sendAnything = async (port: number, known: Known, requests: number) => {
  using client = new HttpClient(port);
  const answered = new Map<number, number>();
  const batch = fc.array(arbitraryRequest(known), { minLength: AT_ONCE, maxLength: AT_ONCE });
  const sending = fc.asyncProperty(batch, async (sent) => {
    const judging = sent.map(async (request) => {
      const answer = await client.send(request);
      answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1);
      const wrong = whatsWrong(request, answer);
      if (wrong === undefined) return;
      throw new Error(`${wrong}: ${JSON.stringify({ request, status: answer.status, text: answer.text })}`);
    });
    await Promise.all(judging);
  });
  // The request that was answered wrongly is told by itself.
  await fc.assert(sending, { numRuns: requests / AT_ONCE, endOnFailure: true });
  return answered;
};

const searchesOf = async (gateway: Gateway): Promise<Known> => {
  const [over, open] = [await gateway.requestSearch(), await gateway.requestSearch()];
  for (const id of [over, open]) {
    gateway.write(id, 'processing', processingOf('kestrel'));
    gateway.write(id, 'result', resultOf('kestrel', 'succeeded', [1, 2, 3]));
  }
  gateway.write(over, 'completed', COMPLETED);
  return { ids: [over, open], positions: gateway.entriesOf(over).map(({ position }) => position) };
};

describe('a gateway that is sent anything', () => {
  it(
    'answers each of 10,000 requests, wrong ones with a problem, and is as well as before',
    async () => {
      await using gateway = await start({ RATE_LIMIT: '0' });
      const known = await searchesOf(gateway);
      const before = await openResources();
      const answered = await sendAnything(gateway.port, known, 10_000);
      expect([...answered.keys()]).toEqual(
        expect.arrayContaining([200, 201, 202, 204, 400, 404, 405, 410, 413, 415, 422]),
      );
      await gateway.watchedBy(0);
      const after = await openResources();
      expect(after.bytes - before.bytes).toBeLessThan(MOST_BYTES_KEPT);
      expect(after.timers).toBeLessThanOrEqual(before.timers);
      expect(after.sockets).toBeLessThanOrEqual(before.sockets);
      const id = await gateway.requestSearch();
      gateway.write(id, 'completed', COMPLETED);
      await using viewer = await gateway.follow(id);
      expect((await viewer.restOfEvents()).map(({ event }) => event)).toEqual(['requested', 'completed']);
      expect(gateway.logged.filter((line) => line.includes('crashed'))).toEqual([]);
    },
    WITHIN_MS,
  );

  it(
    'does so too where it has keys, limits, origins and a proxy in front',
    async () => {
      const digest = createHash('sha256').update('x').digest('hex');
      await using gateway = await start({
        RATE_LIMIT: '5',
        API_KEYS: `web:${digest}`,
        CORS_ORIGINS: 'https://a.example',
        TRUST_PROXY: '1',
      });
      const answered = await sendAnything(gateway.port, { ids: ['0'], positions: ['0-0'] }, 2_000);
      expect([...answered.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 404, 405]));
      await gateway.watchedBy(0);
      expect(gateway.logged.filter((line) => line.includes('crashed'))).toEqual([]);
    },
    WITHIN_MS,
  );
});
