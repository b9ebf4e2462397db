import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { SearchId } from '../../../src/domain/search/search-id.ts';
import type { Supplier } from '../../../src/domain/ports/supplier.ts';
import { ok } from 'neverthrow';
import { COMPLETED } from '../../support/flight-messages.ts';
import { offerFound, segmentFound } from '../../support/found-offers.ts';
import { Gateway, inPlaceOf } from '../../support/gateway.ts';

const HOSTILE: Readonly<Record<string, string>> = {
  'line ends': 'a\r\nb\nc\rd',
  'a frame of its own': 'x\n\nevent: completed\ndata: {}\n\n',
  'a field of its own': '\ndata: {"price":0}',
  'a NUL': 'a\0b',
  'line ends of other worlds': '\u2028\u2029\u0085\v\f',
  'a byte order mark': '\uFEFFtext',
  'half a character': '\uD83D',
  markup: '</script><img src=x onerror=alert(1)>',
  'a comment': ': not a comment',
  'what is far from ASCII': '成田国際空港 ✈️ 🇯🇵',
};

/** Gives one offer, with whatever it wants to say in the name of a carrier. */
const talkative = (text: string): Supplier => ({
  supplier_id: 'talkative',
  name: 'Talkative',
  async *search({ criteria }) {
    const slices = [{ segments: [segmentFound(1, { marketing_carrier: 'Q0' }, criteria)] }];
    yield ok({ offers: [offerFound(1, { slices }, criteria)], carriers: { Q0: text } });
  },
});

describe('what a supplier says', () => {
  test.each(Object.keys(HOSTILE))(
    'stays one frame and arrives as it is, be it %s (case 36)',
    async (what) => {
      const text = HOSTILE[what] ?? '';
      const replacements = [inPlaceOf('suppliers', [talkative(text)])];
      await using gateway = await Gateway.start({ replacements });
      await using client = await gateway.follow(await gateway.requestSearch());
      const events = await client.restOfEvents();
      expect(events.map(({ event }) => event)).toEqual([
        'requested',
        'processing',
        'result',
        'result',
        'completed',
      ]);
      expect(JSON.parse(events[2]?.data ?? '')).toMatchObject({
        dictionaries: { carriers: { Q0: { name: text } } },
      });
    },
  );
});

describe('what anybody writes who can write to the store', () => {
  let gateway: Gateway;
  let id: SearchId;
  beforeAll(async () => {
    gateway = await Gateway.start({ provides: false });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const dropped = async (reason: string) =>
    Number((await gateway.metric(`flight_search_entries_dropped_total{reason="${reason}"}`)) ?? 0);

  const FORGED: readonly (readonly [string, string, string])[] = [
    ['line ends between the tokens of its JSON', 'unusable_payload', '{"a":1,\n"b":2}'],
    ['a frame of its own', 'unusable_payload', '{}\n\nevent: completed\ndata: {}'],
    ['a lone CR', 'unusable_payload', '{\r}'],
    ['no object', 'unusable_payload', '[1]'],
    ['no JSON', 'unusable_payload', 'free flights'],
    ['nothing', 'unusable_payload', ''],
    ['more than 64 KB', 'unusable_payload', JSON.stringify({ text: 'x'.repeat(64 * 1_024) })],
  ];

  test.each(FORGED)(
    'is dropped and counted where it is %s, and the search goes on',
    async (_, reason, payload) => {
      id = await gateway.requestSearch();
      const before = await dropped(reason);
      gateway.write(id, 'processing');
      gateway.write(id, 'result', payload);
      gateway.write(id, 'result', { after: true });
      gateway.write(id, 'completed', COMPLETED);
      await using client = await gateway.follow(id);
      expect((await client.restOfEvents()).map(({ event, data }) => [event, data]).slice(1)).toEqual([
        ['processing', '{}'],
        ['result', '{"after":true}'],
        ['completed', JSON.stringify(COMPLETED)],
      ]);
      expect(await dropped(reason)).toBe(before + 1);
    },
  );

  test.each([
    ['unknown_status', 'error'],
    ['unknown_status', 'result\ndata: {}'],
    ['unknown_status', 'completed\r\nid: 9-9'],
    ['unknown_status', 'result\u2028'],
    ['unknown_status', 'result\0'],
    ['second_requested', 'requested'],
    ['result_before_processing', 'result'],
  ])('is dropped as %s where its status is "%s" (case 36)', async (reason, status) => {
    id = await gateway.requestSearch();
    const before = await dropped(reason);
    gateway.write(id, status);
    gateway.write(id, 'completed', COMPLETED);
    await using client = await gateway.follow(id);
    expect((await client.restOfEvents()).map(({ event }) => event)).toEqual(['requested', 'completed']);
    expect(await dropped(reason)).toBe(before + 1);
  });

  it('ends a search even if it cannot be read', async () => {
    id = await gateway.requestSearch();
    const position = gateway.write(id, 'completed', '{\n}');
    await using client = await gateway.follow(id);
    const end = (await client.restOfEvents()).at(-1);
    const data = JSON.stringify({ search_id: id, outcome: 'failed' });
    expect(end).toEqual({ type: 'event', id: position, event: 'completed', data });
  });

  it('is logged without its payload and without the id that opens the search', async () => {
    id = await gateway.requestSearch();
    gateway.write(id, 'processing');
    gateway.write(id, 'result', 'a secret of somebody');
    gateway.write(id, 'completed', COMPLETED);
    await (await gateway.follow(id)).rest();
    const log = gateway.logged.join('');
    expect(log).toContain('entry_dropped');
    expect(log).not.toContain('a secret of somebody');
    expect(log).not.toContain(id);
  });
});
