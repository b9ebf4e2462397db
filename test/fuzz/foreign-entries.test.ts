import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { foreignLink } from '../support/foreign-provider.ts';
import { Gateway } from '../support/gateway.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { arbitraryEntries, type ForeignEntry } from './arbitrary-entries.ts';
import { readSchema } from './from-schema.ts';
import { strictEvents } from './strict-sse.ts';

const WITHIN_MS = 120_000;

const ajv = new Ajv2020({ validateFormats: false, strict: false });
const validators = {
  snapshot: ajv.compile(readSchema('snapshot')),
  page: ajv.compile(readSchema('page')),
  entries: ajv.compile(readSchema('entries')),
};

const entriesAnswer = z.object({
  entries: z.array(z.object({ position: z.string(), status: z.string(), payload: z.unknown() })),
  position: z.string(),
  completed: z.boolean(),
  reset: z.boolean(),
});

/** More than any of these searches has, told twice. */
const MAX_PAGES = 10;

/** An answer that is 200 and as the contract says. */
const valid = async (what: keyof typeof validators, answer: Promise<Response>): Promise<unknown> => {
  const response = await answer;
  const body: unknown = await response.json();
  const validate = validators[what];
  if (response.status === 200 && validate(body)) return body;
  throw new Error(
    `${what}: ${response.status} ${JSON.stringify(validate.errors)} ${JSON.stringify(body).slice(0, 500)}`,
  );
};

const read = async (gateway: Gateway, id: SearchId, from?: string) => {
  const headers = from === undefined ? {} : { 'Last-Event-ID': from };
  const response = await gateway.get(`/v1/searches/${id}/events`, { headers });
  return response.status === 204 ? [] : strictEvents(await response.text());
};

/** What somebody holds in the end who asks for page after page. */
const poll = async (gateway: Gateway, id: SearchId) => {
  let found: { readonly position: string; readonly status: string }[] = [];
  let after = '0-0';
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const answer = gateway.get(`/v1/searches/${id}/entries?after=${after}`);
    const page = entriesAnswer.parse(await valid('entries', answer));
    found = page.reset ? page.entries : [...found, ...page.entries];
    if (page.completed) return found;
    after = page.position;
  }
  throw new Error('the search does not end');
};

/** What every reader of a search is given that anybody has written to. */
const expectWellFormed = async (gateway: Gateway, id: SearchId): Promise<void> => {
  const events = await read(gateway, id);
  const names = events.map(({ event }) => event);
  expect(names[0]).toBe('requested');
  expect(names.filter((name) => name === 'completed')).toHaveLength(1);
  expect(names.at(-1)).toBe('completed');
  expect(names).not.toContain('fault');
  const told = events
    .slice(names.lastIndexOf('reset') + 1)
    .map(({ id: position, event }) => [position, event]);
  const polled = await poll(gateway, id);
  expect(polled.map(({ position, status }) => [position, status])).toEqual(told);
  const resumed = await read(gateway, id, events[Math.floor(events.length / 2)]?.id);
  if (resumed.length > 0) expect(resumed.at(-1)).toEqual(events.at(-1));
  expect(await read(gateway, id, events.at(-1)?.id)).toEqual([]);
  await valid('snapshot', gateway.get(`/v1/searches/${id}`));
  for (const parameters of [
    'sort=best&limit=1',
    'sort=cheapest&max_stops=1&min_bags=1',
    'sort=fastest&carriers=ZZ&max_price=130',
  ])
    await valid('page', gateway.get(`/v1/searches/${id}?${parameters}`));
};

const SAFE_LINE = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+\n$/u;

const expectQuietLog = (gateway: Gateway): void => {
  for (const line of gateway.logged) {
    expect(line).toMatch(SAFE_LINE);
    expect(line).not.toMatch(/crashed/);
  }
};

describe('what anybody writes into a search', () => {
  it(
    'leaves every reader a well-formed story that ends once',
    async () => {
      await using gateway = await Gateway.start({ provides: false, settings: { LOG_LEVEL: 'debug' } });
      const writing = fc.asyncProperty(arbitraryEntries, async (entries) => {
        const id = await gateway.requestSearch();
        for (const { status, payload, seq } of entries) gateway.write(id, status, payload, seq);
        await expectWellFormed(gateway, id);
      });
      await fc.assert(writing, { numRuns: 60, endOnFailure: true });
      await gateway.watchedBy(0);
      expectQuietLog(gateway);
    },
    WITHIN_MS,
  );
});

describe('what anybody writes into a search in Redis', () => {
  let server: RedisServer;
  let abroad: Redis;
  let gateway: Gateway;
  beforeAll(async () => {
    server = await startRedisServer();
    abroad = foreignLink(server);
    gateway = await Gateway.start({
      provides: false,
      settings: { REDIS_URL: server.urlOf('all'), LOG_LEVEL: 'debug' },
    });
  });
  afterEach(() => gateway.watchedBy(0));
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    abroad.disconnect();
    await server.stop();
  });

  const write = async (
    id: SearchId,
    { status, payload, seq }: ForeignEntry,
    bytes = Buffer.from(payload),
  ): Promise<void> => {
    const numbered = seq === undefined ? [] : ['seq', seq];
    await abroad.xadd(streamKey(id), 'NOMKSTREAM', '*', 'status', status, 'payload', bytes, ...numbered);
  };

  it(
    'does so too, be it text or not',
    async () => {
      const bytes = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 3 });
      const writing = fc.asyncProperty(arbitraryEntries, bytes, async (entries, noise) => {
        const id = await gateway.requestSearch();
        for (const rubbish of noise)
          await write(id, { status: 'result', payload: '', seq: undefined }, Buffer.from(rubbish));
        for (const entry of entries) await write(id, entry);
        await expectWellFormed(gateway, id);
      });
      await fc.assert(writing, { numRuns: 20, endOnFailure: true });
      expectQuietLog(gateway);
    },
    WITHIN_MS,
  );
});
