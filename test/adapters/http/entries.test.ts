import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entriesPage } from '../../../src/adapters/wire/entries-page.ts';
import type { SearchId } from '../../../src/domain/search/search-id.ts';
import { COMPLETED } from '../../support/flight-messages.ts';
import { Gateway } from '../../support/gateway.ts';
import { ManualClock } from '../../support/manual-clock.ts';

describe('the entries of a search', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start({ provides: false });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const ask = (id: SearchId, parameters = '') => gateway.get(`/v1/searches/${id}/entries${parameters}`);
  const read = async (id: SearchId, parameters = '') =>
    entriesPage.parse(await (await ask(id, parameters)).json());
  const lastOf = (id: SearchId) => gateway.entriesOf(id).at(-1)?.position;

  it('are given from the beginning, at once, even to a reader that would wait', async () => {
    const id = await gateway.requestSearch();
    const position = gateway.write(id, 'processing', { n: 1 });
    const page = await read(id, '?wait=25');
    expect(page.entries.map(({ status }) => status)).toEqual(['requested', 'processing']);
    expect(page).toMatchObject({ position, completed: false, reset: false });
  });

  it('are given from behind a position, and the position from which to read on', async () => {
    const id = await gateway.requestSearch();
    const after = lastOf(id);
    const positions = [gateway.write(id, 'processing'), gateway.write(id, 'result')];
    const page = await read(id, `?after=${after}`);
    expect(page.entries.map(({ position }) => position)).toEqual(positions);
    expect(await read(id, `?after=${page.position}`)).toEqual({
      entries: [],
      position: page.position,
      completed: false,
      reset: false,
    });
  });

  it('are told to a reader that waits as soon as there are any', async () => {
    const id = await gateway.requestSearch();
    const waiting = read(id, `?after=${lastOf(id)}&wait=25`);
    await gateway.watchedBy(1);
    const position = gateway.write(id, 'processing');
    const page = await waiting;
    expect(page.entries).toEqual([{ position, status: 'processing', payload: {} }]);
    await gateway.watchedBy(0);
  });

  it('are none when the wait is over', async () => {
    const clock = new ManualClock(Date.now());
    await using waited = await Gateway.start({ provides: false, clock });
    const id = await waited.requestSearch();
    const position = waited.entriesOf(id)[0]?.position;
    const waiting = waited.get(`/v1/searches/${id}/entries?after=${position}&wait=1`);
    await waited.watchedBy(1);
    await clock.advance(1_000);
    expect(await (await waiting).json()).toEqual({ entries: [], position, completed: false, reset: false });
  });

  it('are complete with the end, and a reader that stands there need not wait', async () => {
    const id = await gateway.requestSearch();
    const position = gateway.write(id, 'completed', COMPLETED);
    expect(await read(id)).toMatchObject({ completed: true, position });
    expect(await read(id, `?after=${position}&wait=25`)).toEqual({
      entries: [],
      position,
      completed: true,
      reset: false,
    });
  });

  it('are given from the beginning where there is no such position, and what the reader holds is void', async () => {
    const id = await gateway.requestSearch();
    const page = await read(id, '?after=1-1');
    expect(page).toMatchObject({ reset: true, completed: false });
    expect(page.entries.map(({ status }) => status)).toEqual(['requested']);
  });

  it('carry payloads byte for byte, unknown fields and the spelling of numbers included', async () => {
    const id = await gateway.requestSearch();
    const payload = '{ "supplier_id":"x" , "price":1.50,"huge":12345678901234567890,"a":"\\u0041","a":2 }';
    gateway.write(id, 'processing');
    gateway.write(id, 'result', payload);
    expect(await (await ask(id)).text()).toContain(`"status":"result","payload":${payload}}`);
    await using client = await gateway.follow(id);
    expect((await client.take(3)).at(-1)?.data).toBe(payload);
  });

  it('are the same that a stream gives, page by page, without what counts for nothing', async () => {
    const id = await gateway.requestSearch();
    gateway.write(id, 'processing');
    for (let n = 0; n < 250; n += 1) gateway.write(id, n % 7 === 0 ? 'rumour' : 'result', { n });
    gateway.write(id, 'completed', COMPLETED);
    const read_: (string | undefined)[] = [];
    for (let after = '', completed = false; !completed;) {
      const page = await read(id, `?after=${after}`);
      read_.push(...page.entries.map(({ position }) => position));
      ({ position: after, completed } = page);
    }
    await using client = await gateway.follow(id);
    expect(read_).toEqual((await client.restOfEvents()).map((event) => event.id));
  });

  it('are JSON that nobody keeps', async () => {
    const { headers } = await ask(await gateway.requestSearch());
    expect(headers.get('Content-Type')).toMatch(/^application\/json/);
    expect(headers.get('Cache-Control')).toBe('no-store');
  });
});
