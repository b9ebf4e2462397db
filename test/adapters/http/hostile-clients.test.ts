import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { criteriaBody, Gateway } from '../../support/gateway.ts';
import { exchange } from '../../support/raw-http.ts';
import { problemOf } from '../../support/problem-of.ts';

/** What a careless pattern or parser would think about for ever. */
const TEDIOUS: Readonly<Record<string, string>> = {
  'one letter again and again': 'A'.repeat(15_000),
  'digits without an end': '1'.repeat(15_000),
  'spaces before something': `${' '.repeat(15_000)}!`,
  'pairs that nearly match': `${'AA,'.repeat(5_000)}!`,
  'letters that take long to fold': '\u0130\u0307'.repeat(3_000),
};

const parameters = ['carriers', 'suppliers', 'airports', 'max_price', 'next', 'depart_1', 'sort'];

describe('a client that means harm (case 38)', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start({ provides: false });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  test.each([
    ['a field called __proto__', '{"__proto__":{"cabin":"first"},"slices":[]}', 400, 'invalid_json'],
    ['one deep inside', '{"slices":[{"origin":{"__proto__":{}}}]}', 400, 'invalid_json'],
    ['a constructor', '{"constructor":{"prototype":{"cabin":"first"}}}', 422, 'validation_failed'],
    ['20 KB', JSON.stringify({ locale: 'x'.repeat(20 * 1_024) }), 413, 'body_too_large'],
    ['lists in lists in lists', '['.repeat(8_000) + ']'.repeat(8_000), 400, 'invalid_json'],
    ['objects without an end', '{"a":'.repeat(3_000), 400, 'invalid_json'],
  ])('is refused with %s', async (_what, body, status, code) => {
    const answer = await gateway.post(body);
    expect(await problemOf(answer)).toMatchObject({ answered: status, code });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test.each(Object.keys(TEDIOUS))('is refused with %s in any field', async (what) => {
    const text = TEDIOUS[what] ?? '';
    const slices = [
      { origin: text.slice(0, 3_000), destination: 'LHR', departure_date: text.slice(0, 3_000) },
    ];
    const fields = ['cabin', 'currency', 'market', 'locale'];
    const bodies = [...fields.map((field) => criteriaBody({ [field]: text })), criteriaBody({ slices })];
    for (const body of bodies) expect((await gateway.post(body)).status).toBe(422);
  });

  test.each(Object.keys(TEDIOUS))('is refused with %s in any parameter', async (what) => {
    const text = encodeURIComponent((TEDIOUS[what] ?? '').slice(0, 1_200));
    const id = await gateway.requestSearch();
    const paths = [
      ...parameters.map((name) => `/v1/searches/${id}?${name}=${text}`),
      `/v1/searches/${id}/entries?after=${text}`,
      `/v1/airports?q=${text}`,
    ];
    for (const path of paths) expect((await gateway.get(path)).status).toBe(400);
  });

  it('finds nothing of what it sent in a header, be it a line end or anything else', async () => {
    const forged = '%0d%0aX-Forged:%20mark-of-mine';
    for (const path of ['/v1/searches/', '/v1/airports?q=', '/page/', '/v1/searches/x/events?after=']) {
      const head = `GET ${path}${forged} HTTP/1.1\r\nHost: mark-of-mine\r\nOrigin: http://mark-of-mine\r\n`;
      const { headers } = await exchange(
        gateway.port,
        `${head}X-Request-Id: mark-of-mine\r\nConnection: close\r\n\r\n`,
      );
      expect(headers).not.toContain('mark-of-mine');
    }
  });

  it('finds nothing of what it sent in a line of the log either', async () => {
    const before = gateway.logged.length;
    await gateway.post('{"mark-of-mine\u2028');
    await gateway.get('/mark-of-mine%1b[2J');
    await gateway.post(criteriaBody({ market: 'mark-of-mine' }), { 'X-Forwarded-For': 'mark-of-mine' });
    expect(gateway.logged.slice(before).join('')).not.toContain('mark-of-mine');
  });
});
