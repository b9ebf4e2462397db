import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { foldMessages } from '../../../../src/domain/flights/view/fold-messages.ts';
import type { FlightMessage } from '../../../../src/domain/flights/view/messages.ts';
import { initialView } from '../../../../src/domain/flights/view/search-view.ts';
import { type Snapshot, snapshot, viewFrom } from '../../../../src/domain/flights/view/snapshot.ts';
import { BEGINNING } from '../../../../src/domain/search/position.ts';
import { arbitraryResults } from '../../../support/arbitrary-results.ts';
import { COMPLETED, processingOf, REQUESTED, resultOf } from '../../../support/flight-messages.ts';

const BEGUN: readonly FlightMessage[] = [
  { status: 'requested', payload: { ...REQUESTED, caller: 'web' } },
  { status: 'processing', payload: processingOf('kestrel', 'meridian') },
];
const ENDED: FlightMessage = { status: 'completed', payload: COMPLETED };

const take = (messages: Iterable<FlightMessage>): Snapshot => {
  const taken = snapshot(foldMessages(initialView(), messages), BEGINNING);
  if (taken === undefined) throw new Error('no snapshot');
  return taken;
};

describe('a snapshot', () => {
  it('tells of a search that nobody has processed', () => {
    expect(take(BEGUN.slice(0, 1))).toStrictEqual({
      ...REQUESTED,
      caller: 'web',
      status: 'requested',
      suppliers: [],
      progress: { percent: 0, answered: 0, total: 0, offers: 0 },
      totals: { offers: 0, itineraries: 0, results: 0 },
      offers: [],
      removed: [],
      dropped: [],
      refused: [],
      itineraries: [],
      dictionaries: { airports: {}, carriers: {} },
      truncated: false,
      position: '0-0',
    });
  });

  it('holds offers with their suppliers, and how the search ended', () => {
    const taken = take([
      ...BEGUN,
      { status: 'result', payload: resultOf('kestrel', 'succeeded', [1]) },
      ENDED,
    ]);
    expect(taken.status).toBe('completed');
    expect(taken.offers).toMatchObject([{ supplier_id: 'kestrel', offer_id: 'o1', itinerary_id: 'i1' }]);
    expect(taken.dictionaries.carriers).toEqual({ ZZ: { name: 'Zephyr' } });
    expect(taken.completed).toEqual(COMPLETED);
  });

  it('is not to be had of nothing', () => {
    expect(snapshot(initialView(), BEGINNING)).toBeUndefined();
  });

  test('with the messages behind it gives what all messages give, byte for byte', () => {
    fc.assert(
      fc.property(arbitraryResults, fc.boolean(), fc.nat(), (results, ends, cut) => {
        const messages = [...BEGUN, ...results, ...(ends ? [ENDED] : [])];
        const at = 1 + (cut % messages.length);
        const sent: Snapshot = JSON.parse(JSON.stringify(take(messages.slice(0, at))));
        const view = foldMessages(viewFrom(sent), messages.slice(at));
        expect(view).toStrictEqual(foldMessages(initialView(), messages));
        expect(JSON.stringify(snapshot(view, BEGINNING))).toBe(JSON.stringify(take(messages)));
      }),
    );
  });
});
