import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { SearchId } from '../../../src/domain/search/search-id.ts';
import { COMPLETED } from '../../support/flight-messages.ts';
import { Gateway } from '../../support/gateway.ts';

const RESULTS = 4;

describe('a viewer that comes back', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start({ provides: false });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const running = async () => {
    const id = await gateway.requestSearch();
    gateway.write(id, 'processing');
    for (let n = 0; n < RESULTS; n += 1) gateway.write(id, 'result', { n });
    return id;
  };
  const finished = async () => {
    const id = await running();
    gateway.write(id, 'completed', COMPLETED);
    return id;
  };
  const positionsOf = (id: SearchId) => gateway.entriesOf(id).map(({ position }) => position);

  it('gets exactly what lies behind its position, wherever that is in a finished search', async () => {
    const id = await finished();
    const positions = positionsOf(id);
    for (const [at, position] of positions.slice(0, -1).entries()) {
      await using client = await gateway.followFrom(id, position);
      expect((await client.restOfEvents()).map((event) => event.id)).toEqual(positions.slice(at + 1));
    }
  });

  it('gets exactly what lies behind its position, wherever that is in a search that goes on', async () => {
    const id = await running();
    const positions = positionsOf(id);
    const viewers = await Promise.all(positions.map((position) => gateway.followFrom(id, position)));
    await gateway.watchedBy(positions.length);
    positions.push(gateway.write(id, 'result'), gateway.write(id, 'completed', COMPLETED));
    for (const [at, viewer] of viewers.entries()) {
      expect((await viewer.restOfEvents()).map((event) => event.id)).toEqual(positions.slice(at + 1));
    }
  });

  it('is told with 204 that there is nothing more where it has been given the end', async () => {
    const id = await finished();
    const end = positionsOf(id).at(-1) ?? '';
    const answers = [await gateway.followFrom(id, end), await gateway.follow(id, `?after=${end}`)];
    for (const { response } of answers) {
      expect(response.status).toBe(204);
      expect(await response.text()).toBe('');
    }
    await gateway.watchedBy(0);
  });

  it('may name its position in the address', async () => {
    const id = await finished();
    const positions = positionsOf(id);
    await using client = await gateway.follow(id, `?after=${positions[2]}`);
    expect((await client.restOfEvents()).map((event) => event.id)).toEqual(positions.slice(3));
  });

  it('is taken at the word of its browser, which knows better than the address', async () => {
    const id = await finished();
    const positions = positionsOf(id);
    const headers = { 'Last-Event-ID': positions[3] ?? '' };
    await using client = await gateway.follow(id, `?after=${positions[1]}`, headers);
    expect((await client.restOfEvents()).map((event) => event.id)).toEqual(positions.slice(4));
  });

  it('stands where the address says if its browser says nothing', async () => {
    const id = await finished();
    const positions = positionsOf(id);
    await using client = await gateway.follow(id, `?after=${positions[1]}`, { 'Last-Event-ID': '' });
    expect((await client.restOfEvents()).map((event) => event.id)).toEqual(positions.slice(2));
  });

  test.each([
    '0-0',
    'undefined',
    '7',
    '1-0, 2-0',
    '-1-0',
    '1-0-0',
    '18446744073709551616-0',
    '*',
    '\u009b2J\u00a0'.repeat(100),
    '9'.repeat(5_000),
  ])(
    'gets everything from the beginning if its browser says "%.40s", and nobody logs it (case 6)',
    async (last) => {
      const id = await finished();
      const logged = gateway.logged.length;
      await using client = await gateway.followFrom(id, last);
      expect(client.response.status).toBe(200);
      expect((await client.restOfEvents()).map((event) => event.id)).toEqual(positionsOf(id));
      expect(gateway.logged.slice(logged)).toEqual([]);
    },
  );

  test.each(['1-1', '99999999999999-0'])(
    'from %s, which no entry has, is told to start again, and gets everything',
    async (position) => {
      const id = await finished();
      await using client = await gateway.followFrom(id, position);
      const [reset, ...entries] = await client.restOfEvents();
      const data = JSON.stringify({ search_id: id });
      expect(reset).toEqual({ type: 'event', id: '0-0', event: 'reset', data });
      expect(entries.map((event) => event.id)).toEqual(positionsOf(id));
    },
  );

  it('from a position in another search is told to start again', async () => {
    const [id, other] = [await finished(), await finished()];
    gateway.write(other, 'result');
    await using client = await gateway.followFrom(id, `${positionsOf(other).at(-1)}`);
    expect((await client.restOfEvents()).map(({ event }) => event).slice(0, 2)).toEqual([
      'reset',
      'requested',
    ]);
  });

  it('goes on where it was after it was told to start again and was cut off at once', async () => {
    const id = await running();
    await using client = await gateway.followFrom(id, '1-1');
    const [reset] = await client.take(1);
    client.leave();
    gateway.write(id, 'completed', COMPLETED);
    await using back = await gateway.followFrom(id, reset?.id ?? '');
    expect((await back.restOfEvents()).map((event) => event.id)).toEqual(positionsOf(id));
  });

  it('misses nothing and gets nothing twice, however often it is cut off', async () => {
    const id = await running();
    gateway.write(id, 'completed', COMPLETED);
    const seen: string[] = [];
    for (let last = ''; last !== positionsOf(id).at(-1); last = seen.at(-1) ?? '') {
      await using client = await gateway.followFrom(id, last);
      seen.push(`${(await client.nextEvent())?.id}`);
    }
    expect(seen).toEqual(positionsOf(id));
  });
});
