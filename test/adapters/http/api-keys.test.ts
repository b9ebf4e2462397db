import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { nameOfKey } from '../../../src/adapters/http/api-keys.ts';
import { requested } from '../../../src/adapters/wire/messages.ts';
import { isSearchId, type SearchId } from '../../../src/domain/search/search-id.ts';
import { API_KEYS, newKey } from '../../support/api-keys.ts';
import { criteriaBody, Gateway } from '../../support/gateway.ts';
import { newSearchId } from '../../support/new-search-id.ts';
import { problemOf } from '../../support/problem-of.ts';

const [web, app, stranger] = [newKey('web'), newKey('app.2'), newKey('stranger')];
const REPEAT = { 'Idempotency-Key': 'one-key-of-two-callers' };

let gateway: Gateway;
beforeAll(async () => {
  gateway = await Gateway.start({ provides: false, settings: { API_KEYS: API_KEYS(web, app) } });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const searchOf = async (response: Response): Promise<SearchId> => {
  const id = response.headers.get('Location')?.split('/').at(-1) ?? '';
  if (!isSearchId(id)) throw new Error('no search was created');
  return id;
};
const request = async (headers: Readonly<Record<string, string>> = web.headers): Promise<SearchId> =>
  searchOf(await gateway.post(criteriaBody(), headers));
const cancel = (id: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  gateway.get(`/v1/searches/${id}`, { method: 'DELETE', headers });

/** All that tells one answer from another, but for the id under which it can be talked about. */
const toldBy = async (response: Response): Promise<unknown> => {
  const { trace_id: _id, text: _text, ...told } = await problemOf(response);
  const headers = [...response.headers].filter(([name]) => name !== 'date' && name !== 'content-length');
  return { ...told, headers };
};

const WRONG: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no key at all': {},
  'an empty header': { Authorization: '' },
  'a key that nobody has': stranger.headers,
  'a key without its last character': { Authorization: web.headers.Authorization.slice(0, -1) },
  'a key with one more': { Authorization: `${web.headers.Authorization}0` },
  'a key in capitals': { Authorization: `Bearer ${web.key.toUpperCase()}` },
  'the digest of a key': { Authorization: `Bearer ${createHash('sha256').update(web.key).digest('hex')}` },
  'the name of a key': { Authorization: 'Bearer web' },
  'two keys': { Authorization: `Bearer ${web.key} ${app.key}` },
  'another scheme': { Authorization: `Basic ${Buffer.from(`web:${web.key}`).toString('base64')}` },
  'no scheme': { Authorization: web.key },
  'a scheme alone': { Authorization: 'Bearer ' },
  'what is no token': { Authorization: 'Bearer {"web":true}' },
  'seven kilobytes': { Authorization: `Bearer ${'a'.repeat(7_000)}` },
};

describe('where API keys are set up', () => {
  test.each(Object.keys(WRONG))(
    'a request with %s is answered 401, in the same words (case 39)',
    async (name) => {
      const [post, others] = [
        await gateway.post(criteriaBody(), WRONG[name]),
        await gateway.post(criteriaBody()),
      ];
      expect(post.headers.get('WWW-Authenticate')).toBe('Bearer');
      const told = await toldBy(post);
      expect(told).toMatchObject({ answered: 401, code: 'unauthorized', errors: [] });
      expect(told).toEqual(await toldBy(others));
      const id = await request();
      expect(await toldBy(await cancel(id, WRONG[name]))).toEqual(await toldBy(await cancel(newSearchId())));
      expect(gateway.entriesOf(id)).toHaveLength(1);
    },
  );

  it('a request without a key is not read any further', async () => {
    expect(await problemOf(await gateway.post('{"', {}))).toMatchObject({ answered: 401 });
    expect(await problemOf(await cancel('nonsense'))).toMatchObject({ answered: 401 });
  });

  it('whoever has a key may request searches, in whatever case its scheme is written', async () => {
    const answers = [web.headers, app.headers, { Authorization: `bearer  ${web.key}` }].map((headers) =>
      gateway.post(criteriaBody(), headers),
    );
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([201, 201, 201]);
  });

  it('a search tells under the name of which key it was requested, and nothing else of the key', async () => {
    const [first] = gateway.entriesOf(await request(app.headers));
    expect(requested.parse(JSON.parse(first?.payload ?? ''))).toMatchObject({ caller: 'app.2' });
    const line = gateway.logged.findLast((text) => text.includes('search_requested')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ caller: 'app.2' });
  });

  it('whoever knows its id may read a search, since a browser that follows it cannot send a key', async () => {
    const id = await request();
    await using client = await gateway.follow(id);
    expect(await client.nextEvent()).toMatchObject({ event: 'requested' });
    const answers = [gateway.get(`/v1/searches/${id}`), gateway.get(`/v1/searches/${id}/entries`)];
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('only the key that requested a search can cancel it (case 39)', async () => {
    const id = await request();
    expect(await problemOf(await cancel(id, app.headers))).toMatchObject({
      answered: 403,
      code: 'forbidden',
    });
    expect(gateway.entriesOf(id).map(({ status }) => status)).toEqual(['requested']);
    expect([(await cancel(id, web.headers)).status, (await cancel(id, web.headers)).status]).toEqual([
      202, 202,
    ]);
    expect(gateway.entriesOf(id).map(({ status }) => status)).toEqual(['requested', 'completed']);
    expect(await problemOf(await cancel(id, app.headers))).toMatchObject({ answered: 403 });
  });

  it('a search that is not held cannot be cancelled by anybody, whose ever it was (case 39)', async () => {
    const lost = await request();
    gateway.lose(lost);
    const told = await toldBy(await cancel(newSearchId(), web.headers));
    expect(told).toMatchObject({ answered: 404, code: 'search_not_found' });
    for (const id of [lost, newSearchId(), 'nonsense']) {
      for (const { headers } of [web, app]) expect(await toldBy(await cancel(id, headers))).toEqual(told);
    }
  });

  it('an Idempotency-Key counts for the key that it was sent with, from wherever', async () => {
    const first = await gateway.post(criteriaBody(), { ...web.headers, ...REPEAT });
    const again = await gateway.post(criteriaBody(), { ...web.headers, ...REPEAT });
    const other = await gateway.post(criteriaBody({ cabin: 'first' }), { ...app.headers, ...REPEAT });
    expect([first.status, again.status, other.status]).toEqual([201, 200, 201]);
    expect(await searchOf(again)).toBe(await searchOf(first));
    expect(await searchOf(other)).not.toBe(await searchOf(first));
  });

  it('a key is changed for another of the same name, under which both are one caller meanwhile', async () => {
    const next = newKey('web');
    await using changing = await Gateway.start({
      provides: false,
      settings: { API_KEYS: API_KEYS(web, next) },
    });
    const first = await changing.post(criteriaBody(), { ...web.headers, ...REPEAT });
    const again = await changing.post(criteriaBody(), { ...next.headers, ...REPEAT });
    expect([first.status, again.status]).toEqual([201, 200]);
    const path = first.headers.get('Location') ?? '';
    expect((await changing.get(path, { method: 'DELETE', headers: next.headers })).status).toBe(202);
  });

  it('what is refused is counted by its reason, and told, never with a key', async () => {
    await using refusing = await Gateway.start({
      provides: false,
      settings: { API_KEYS: API_KEYS(web, app) },
    });
    const id = await searchOf(await refusing.post(criteriaBody(), web.headers));
    for (let times = 0; times < 3; times += 1) await refusing.post(criteriaBody(), stranger.headers);
    await refusing.get(`/v1/searches/${id}`, { method: 'DELETE', headers: app.headers });
    expect(await refusing.metric('flight_search_requests_refused_total{why="unauthorized"}')).toBe('3');
    expect(await refusing.metric('flight_search_requests_refused_total{why="forbidden"}')).toBe('1');
    const refused = refusing.logged.filter((text) => text.includes('request_refused'));
    expect(refused.at(-1)).toContain('"caller":"app.2"');
    for (const { key } of [web, app, stranger]) expect(refusing.logged.join('')).not.toContain(key);
  });
});

describe('where no API keys are set up', () => {
  it('an Authorization header says nothing, and anybody may cancel a search who knows its id', async () => {
    await using open = await Gateway.start({ provides: false });
    const created = await open.post(criteriaBody(), stranger.headers);
    const id = await searchOf(created);
    expect(requested.parse(JSON.parse(open.entriesOf(id)[0]?.payload ?? ''))).not.toHaveProperty('caller');
    expect((await open.get(`/v1/searches/${id}`, { method: 'DELETE' })).status).toBe(202);
  });
});

describe('a key', () => {
  const keys = [web, app].map(({ name, key }) => ({
    name,
    digest: createHash('sha256').update(key).digest(),
  }));
  const emptyDigest = createHash('sha256').update('').digest();

  it('is known by its digest', () => {
    expect([web, app, stranger].map(({ headers }) => nameOfKey(headers.Authorization, keys))).toEqual([
      'web',
      'app.2',
      undefined,
    ]);
  });

  it('is never empty, even where the digest of nothing was set up', () => {
    const careless = [...keys, { name: 'nobody', digest: emptyDigest }];
    expect(['', 'Bearer', 'Bearer ', 'Basic x'].map((text) => nameOfKey(text, careless))).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
  });
});
