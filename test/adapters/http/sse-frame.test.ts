import { describe, expect, it } from '@jest/globals';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import fc from 'fast-check';
import { entryFrames, faultFrame, resetFrame, retryFrame } from '../../../src/adapters/http/sse-frame.ts';
import { type DeliveredEntry, STATUSES } from '../../../src/domain/search/message.ts';
import { isPayload } from '../../../src/domain/search/payload.ts';
import { isPosition, type Position } from '../../../src/domain/search/position.ts';
import { newSearchId } from '../../support/new-search-id.ts';

/** What a client makes of it, given in pieces as a network may. */
const parse = (text: string, pieceLength = text.length) => {
  const events: EventSourceMessage[] = [];
  const retries: number[] = [];
  const troubles: unknown[] = [];
  const parser = createParser({
    onEvent: (event) => void events.push(event),
    onRetry: (ms) => void retries.push(ms),
    onError: (error) => void troubles.push(error),
  });
  for (let at = 0; at < text.length; at += pieceLength) parser.feed(text.slice(at, at + pieceLength));
  return { events, retries, troubles };
};

const half = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const position = fc
  .tuple(half, half)
  .map(([ms, n]) => `${ms}-${n}`)
  .filter((text): text is Position => isPosition(text));
/** Anything that can be said in JSON, in any of the characters that text has, lone halves of pairs included. */
const payload = fc
  .dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }))
  .map((value) => JSON.stringify(value))
  .filter(isPayload);
const entry: fc.Arbitrary<DeliveredEntry> = fc.record({
  position,
  status: fc.constantFrom(...STATUSES),
  payload,
});

describe('a frame', () => {
  it('is one event, whatever is said at whatever position', () => {
    fc.assert(
      fc.property(entry, (said) => {
        const { events, retries, troubles } = parse(entryFrames([said]));
        expect(events).toEqual([{ id: said.position, event: said.status, data: said.payload }]);
        expect([retries, troubles]).toEqual([[], []]);
      }),
    );
  });

  it('is three lines and an empty one', () => {
    fc.assert(
      fc.property(entry, (said) => {
        expect(entryFrames([said]).split(/\r\n|\r|\n/)).toHaveLength(5);
      }),
    );
  });

  it('stays apart from those around it, however the network cuts them', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), fc.integer({ min: 1, max: 9 }), (page, pieceLength) => {
        const expected = page.map((said) => ({ id: said.position, event: said.status, data: said.payload }));
        expect(parse(entryFrames(page), pieceLength).events).toEqual(expected);
      }),
    );
  });

  it('of a reset carries the beginning as its position', () => {
    const id = newSearchId();
    const data = JSON.stringify({ search_id: id });
    expect(parse(resetFrame(id)).events).toEqual([{ id: '0-0', event: 'reset', data }]);
  });

  it('of a fault carries no position, so that whoever comes back comes back to where it was', () => {
    expect(parse(faultFrame('store_unavailable', true)).events).toEqual([
      { id: undefined, event: 'fault', data: '{"code":"store_unavailable","retryable":true}' },
    ]);
  });

  it('that says when to come back is no event, and says it in whole milliseconds', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5_000, noNaN: true }), (ms) => {
        expect(parse(retryFrame(ms))).toEqual({ events: [], retries: [Math.round(ms)], troubles: [] });
      }),
    );
  });
});
