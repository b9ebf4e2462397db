import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { searchCreated } from '../../../src/adapters/wire/search-created.ts';
import { criteriaBody, Gateway, someDate } from '../../support/gateway.ts';
import { problemOf } from '../../support/problem-of.ts';

const KEY = 'Idempotency-Key';
const newKey = (): string => `key-${Math.random().toString(36).padEnd(16, '0')}`;
const slice = { origin: 'AMS', destination: 'LHR', departure_date: someDate() };
const another = { ...criteriaBody(), cabin: 'first' };
const idOf = async (response: Response): Promise<string> =>
  searchCreated.parse(await response.json()).search_id;

describe('a request with an Idempotency-Key', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('is answered with the same search when it is repeated', async () => {
    const headers = { [KEY]: newKey() };
    const first = await gateway.post(criteriaBody(), headers);
    const second = await gateway.post(criteriaBody(), headers);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.headers.get('Location')).toBe(first.headers.get('Location'));
    expect(await second.json()).toEqual(await first.json());
  });

  it('is answered with the same search in whatever words it asks for the same', async () => {
    const headers = { [KEY]: newKey() };
    const { origin, destination, departure_date } = slice;
    const first = await gateway.post(
      {
        slices: [{ ...slice, departure_window: { from: '06:00', to: '12:00' } }],
        passengers: { children_ages: [9, 4] },
        carriers: { exclude: ['ZZ', '9X'] },
        timeout_ms: 9_000,
      },
      headers,
    );
    const second = await gateway.post(
      {
        timeout_ms: 9_000,
        currency: 'EUR',
        carriers: { exclude: ['9X', 'ZZ', '9X'] },
        cabin: 'economy',
        passengers: { children_ages: [4, 9], adults: 1 },
        slices: [{ departure_window: { to: '12:00', from: '06:00' }, departure_date, destination, origin }],
      },
      headers,
    );
    expect(second.status).toBe(200);
    expect(await idOf(second)).toBe(await idOf(first));
  });

  it('is one search where many arrive at once', async () => {
    const headers = { [KEY]: newKey() };
    const responses = await Promise.all(
      Array.from({ length: 8 }, () => gateway.post(criteriaBody(), headers)),
    );
    expect(new Set(await Promise.all(responses.map(idOf))).size).toBe(1);
    expect(responses.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('is refused where it stands for other criteria', async () => {
    const headers = { [KEY]: newKey() };
    await gateway.post(criteriaBody(), headers);
    expect(await problemOf(await gateway.post(another, headers))).toMatchObject({
      answered: 422,
      code: 'idempotency_mismatch',
    });
  });

  it('is told that its search is gone', async () => {
    const headers = { [KEY]: newKey() };
    const created = searchCreated.parse(await (await gateway.post(criteriaBody(), headers)).json());
    gateway.lose(created.search_id);
    expect(await problemOf(await gateway.post(criteriaBody(), headers))).toMatchObject({
      answered: 410,
      code: 'search_expired',
    });
  });

  it.each(['short', 'x'.repeat(256), 'a key with a blank in it'])(
    'is refused where the key is %s',
    async (key) => {
      expect(await problemOf(await gateway.post(criteriaBody(), { [KEY]: key }))).toMatchObject({
        answered: 400,
        code: 'invalid_parameter',
        errors: [{ parameter: KEY }],
      });
    },
  );

  it('follows the search that is there where a stream is asked for', async () => {
    const headers = { [KEY]: newKey() };
    const id = await idOf(await gateway.post(criteriaBody(), headers));
    const stream = await gateway.post(criteriaBody(), { ...headers, Accept: 'text/event-stream' });
    expect(stream.status).toBe(200);
    expect(stream.headers.get('Content-Type')).toContain('text/event-stream');
    expect(await stream.text()).toContain(`"search_id":"${id}"`);
  });
});
