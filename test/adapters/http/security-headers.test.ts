import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { COMPLETED } from '../../support/flight-messages.ts';
import { criteriaBody, Gateway, inPlaceOf } from '../../support/gateway.ts';
import { newSearchId } from '../../support/new-search-id.ts';

let gateway: Gateway;
let id: string;
let end: string;
beforeAll(async () => {
  gateway = await Gateway.start({
    provides: false,
    settings: { MAX_VIEWERS: '1', CORS_ORIGINS: 'https://www.example.com' },
    replacements: [
      inPlaceOf('pageSearch', () => {
        throw new Error('a mistake');
      }),
    ],
  });
  const created = await gateway.requestSearch();
  id = created;
  end = gateway.write(created, 'completed', COMPLETED);
});
afterAll(() => gateway[Symbol.asyncDispose]());

const get = (path: string, init?: RequestInit) => gateway.get(path, init);

/** Every kind of answer there is. */
const ANSWERS: Readonly<Record<string, readonly [status: number, ask: () => Promise<Response>]>> = {
  'the page': [200, () => get('/')],
  'its script': [200, () => get('/page.js')],
  metrics: [200, () => get('/metrics')],
  'that it lives': [200, () => get('/healthz')],
  airports: [200, () => get('/v1/airports?q=ams')],
  'a new search': [201, () => gateway.post(criteriaBody())],
  'a stream': [200, () => get(`/v1/searches/${id}/events`)],
  'a stream at once': [200, () => gateway.post(criteriaBody(), { Accept: 'text/event-stream' })],
  'that a stream is over': [
    204,
    () => get(`/v1/searches/${id}/events`, { headers: { 'Last-Event-ID': end } }),
  ],
  entries: [200, () => get(`/v1/searches/${id}/entries`)],
  'the state of a search': [200, () => get(`/v1/searches/${id}`)],
  'that it is cancelled': [202, () => get(`/v1/searches/${id}`, { method: 'DELETE' })],
  'what another origin may send': [
    204,
    () =>
      get('/v1/searches', {
        method: 'OPTIONS',
        headers: { Origin: 'https://www.example.com', 'Access-Control-Request-Method': 'POST' },
      }),
  ],
  'which methods there are': [200, () => get('/v1/searches', { method: 'OPTIONS' })],
  'that there is no such search': [404, () => get(`/v1/searches/${newSearchId()}`)],
  'that there is nothing here': [404, () => get('/nothing')],
  'that there is no such method': [405, () => get('/v1/searches', { method: 'PUT' })],
  'that a body is too large': [413, () => gateway.post(`"${'x'.repeat(20_000)}"`)],
  'that a body is not valid': [422, () => gateway.post({})],
  'a mistake in the product': [500, () => get(`/v1/searches/${id}?limit=1`)],
};

describe('every answer', () => {
  test.each(Object.keys(ANSWERS))(
    'forbids browsers to take it for anything else, as with %s',
    async (name) => {
      const [status, ask] = ANSWERS[name] ?? [];
      const response = await ask?.();
      await response?.body?.cancel();
      await gateway.watchedBy(0);
      expect(response?.status).toBe(status);
      const header = (of: string): string | null => response?.headers.get(of) ?? null;
      expect(header('X-Content-Type-Options')).toBe('nosniff');
      expect(header('Referrer-Policy')).toBe('no-referrer');
      expect(header('X-Frame-Options')).toBe('DENY');
      expect(header('Cross-Origin-Opener-Policy')).toBe('same-origin');
      expect(header('Cross-Origin-Resource-Policy')).toBe('same-origin');
      expect(header('X-Powered-By')).toBeNull();
      expect(header('Server')).toBeNull();
      expect(header('Set-Cookie')).toBeNull();
      const policy = header('Content-Security-Policy')?.split(';') ?? [];
      expect(policy).toContain("default-src 'none'");
      expect(policy.join(';')).not.toMatch(/unsafe|\*|http/);
    },
  );

  it('that tells of a search is kept by nobody on its way', async () => {
    const paths = ['', '/entries', '/events', '?limit=1'].map((rest) => `/v1/searches/${id}${rest}`);
    for (const path of paths) {
      const response = await get(path);
      await response.body?.cancel();
      expect(response.headers.get('Cache-Control')).toMatch(/no-(store|cache)/);
    }
  });
});
