import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { isSearchId, type SearchId } from '../../../src/domain/search/search-id.ts';
import { API_KEYS, newKey } from '../../support/api-keys.ts';
import { COMPLETED } from '../../support/flight-messages.ts';
import { criteriaBody, Gateway } from '../../support/gateway.ts';
import { newSearchId } from '../../support/new-search-id.ts';

const HOME = 'https://www.example.com';
const LOCAL = 'http://localhost:5173';
const web = newKey('web');
const SEARCHES = '/v1/searches';

let gateway: Gateway;
/** One that lets no other origins in. */
let closed: Gateway;
let open: SearchId;
let over: SearchId;
let end: string;

beforeAll(async () => {
  const settings = { CORS_ORIGINS: `${HOME}, ${LOCAL}`, RATE_LIMIT: '2', API_KEYS: API_KEYS(web) };
  [gateway, closed] = await Promise.all([
    Gateway.start({ provides: false, settings }),
    Gateway.start({ provides: false }),
  ]);
  [open, over] = [await searchOf(post()), await searchOf(post())];
  end = gateway.write(over, 'completed', COMPLETED);
});
afterAll(() => Promise.all([gateway, closed].map((one) => one[Symbol.asyncDispose]())));

const post = (headers: Readonly<Record<string, string>> = {}, body: unknown = criteriaBody()) =>
  gateway.post(body, { ...web.headers, ...headers });

const searchOf = async (created: Promise<Response>): Promise<SearchId> => {
  const id = (await created).headers.get('Location')?.split('/').at(-1) ?? '';
  if (!isSearchId(id)) throw new Error('no search was created');
  return id;
};

type Asking = (origin: Readonly<Record<string, string>>) => Promise<Response>;

/** Every kind of answer that a page may have to read. */
const ANSWERS: Readonly<Record<string, readonly [status: number, ask: Asking]>> = {
  'a stream': [200, (headers) => gateway.get(`${SEARCHES}/${open}/events`, { headers })],
  'that a stream is over': [
    204,
    (headers) => gateway.get(`${SEARCHES}/${over}/events`, { headers: { ...headers, 'Last-Event-ID': end } }),
  ],
  'the state of a search': [200, (headers) => gateway.get(`${SEARCHES}/${open}`, { headers })],
  entries: [200, (headers) => gateway.get(`${SEARCHES}/${open}/entries`, { headers })],
  airports: [200, (headers) => gateway.get('/v1/airports?q=ams', { headers })],
  'that it requested too many searches': [429, (headers) => post(headers)],
  'that it has no key': [401, (headers) => post({ ...headers, Authorization: 'Bearer wrong' })],
  'that a body is not valid': [422, (headers) => post(headers, {})],
  'that there is no such search': [
    404,
    (headers) => gateway.get(`${SEARCHES}/${newSearchId()}`, { headers }),
  ],
  'that there is nothing here': [404, (headers) => gateway.get('/v1/nothing', { headers })],
  'that there is no such method': [405, (headers) => gateway.get(SEARCHES, { method: 'PUT', headers })],
};

/** What a browser is told about other origins. */
const toldTo = async (ask: Asking, origin: string | undefined) => {
  const response = await ask(origin === undefined ? {} : { Origin: origin });
  await response.body?.cancel();
  const cors = [...response.headers].filter(([name]) => name.startsWith('access-control-'));
  return { status: response.status, vary: response.headers.get('Vary'), ...Object.fromEntries(cors) };
};

const preflight =
  (path: string, from: () => Gateway = () => gateway): Asking =>
  (headers) =>
    from().get(path, {
      method: 'OPTIONS',
      headers: {
        ...headers,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type,idempotency-key',
        'Access-Control-Request-Private-Network': 'true',
      },
    });

const airportsOfClosed: Asking = (headers) => closed.get('/v1/airports?q=ams', { headers });

const STRANGERS = [
  'https://evil.example',
  'https://example.com',
  'http://www.example.com',
  'https://www.example.com:8443',
  'https://www.example.com.evil.example',
  'https://evilwww.example.com',
  'null',
  '*',
  `${HOME},https://evil.example`,
  `${HOME}/`,
];

describe('a page of an origin that may use the API', () => {
  test.each(Object.keys(ANSWERS))('can read %s', async (name) => {
    const [status, ask = () => Promise.reject(new Error('nothing to ask'))] = ANSWERS[name] ?? [];
    for (const origin of [HOME, LOCAL]) {
      const told = await toldTo(ask, origin);
      expect(told).toEqual({
        status,
        vary: expect.stringMatching(/\bOrigin\b/),
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'Location,Retry-After,RateLimit,RateLimit-Policy',
      });
    }
  });

  it('is told before it asks what it may send, and need not ask again for a while', async () => {
    for (const path of [SEARCHES, `${SEARCHES}/${newSearchId()}`, `${SEARCHES}/${newSearchId()}/events`]) {
      expect(await toldTo(preflight(path), HOME)).toEqual({
        status: 204,
        vary: 'Origin',
        'access-control-allow-origin': HOME,
        'access-control-allow-methods': 'GET,POST,DELETE',
        'access-control-allow-headers': 'Authorization,Content-Type,Idempotency-Key,Last-Event-ID',
        'access-control-max-age': '600',
      });
    }
  });

  it('is told nothing where the API is not', async () => {
    for (const path of ['/', '/page.js', '/metrics', '/healthz', '/readyz', '/v1', '/nothing']) {
      const told = await toldTo((headers) => gateway.get(path, { headers }), HOME);
      expect(Object.keys(told).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

describe('a page of another origin', () => {
  test.each(STRANGERS)('like %s is told nothing that lets it read an answer (case 39)', async (origin) => {
    for (const [status, ask] of Object.values(ANSWERS)) {
      expect(await toldTo(ask, origin)).toEqual({ status, vary: expect.stringMatching(/\bOrigin\b/) });
    }
    expect(Object.keys(await toldTo(preflight(SEARCHES), origin))).toEqual(['status', 'vary']);
  });

  it('is told nothing by a gateway that was not told of any', async () => {
    expect(Object.keys(await toldTo(airportsOfClosed, HOME))).toEqual(['status', 'vary']);
    expect(
      Object.keys(
        await toldTo(
          preflight(SEARCHES, () => closed),
          HOME,
        ),
      ),
    ).toEqual(['status', 'vary']);
  });
});

it('whoever sends no origin is served as ever', async () => {
  for (const [status, ask] of Object.values(ANSWERS)) {
    expect(await toldTo(ask, undefined)).toEqual({ status, vary: expect.stringMatching(/\bOrigin\b/) });
  }
});
