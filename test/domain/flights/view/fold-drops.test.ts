import { describe, expect, it, test } from '@jest/globals';
import { foldMessages } from '../../../../src/domain/flights/view/fold-messages.ts';
import type { ResultFound } from '../../../../src/domain/flights/view/messages.ts';
import type { Itinerary, ItinerarySlice, Segment } from '../../../../src/domain/flights/offers/offer.ts';
import { faultsOf, initialView, type SearchView } from '../../../../src/domain/flights/view/search-view.ts';
import { MAX_DROPPED } from '../../../../src/domain/flights/view/view-draft.ts';
import { itineraryOf, offerOf, processingOf, REQUESTED, resultOf } from '../../../support/flight-messages.ts';

/** What comes of results that a provider says who has let in everything. */
const viewOf = (...results: readonly Partial<ResultFound>[]): SearchView =>
  foldMessages(initialView(), [
    { status: 'requested', payload: REQUESTED },
    { status: 'processing', payload: processingOf('kestrel') },
    ...results.map((changed) => ({
      status: 'result' as const,
      payload: resultOf('kestrel', 'answering', [1, 2], changed),
    })),
  ]);

const changedSlice = (change: (slice: ItinerarySlice) => ItinerarySlice): Itinerary => ({
  ...itineraryOf(1),
  slices: itineraryOf(1).slices.map(change),
});
const changedSegment = (changed: Partial<Segment>): Itinerary =>
  changedSlice((slice) => ({
    ...slice,
    segments: slice.segments.map((segment) => ({ ...segment, ...changed })),
  }));

describe('a view', () => {
  test.each([
    [
      'mislabelled',
      'says that it takes longer than it does',
      changedSlice((slice) => ({ ...slice, duration_minutes: 90 })),
    ],
    ['mislabelled', 'says that it stops', changedSlice((slice) => ({ ...slice, stops: 1 }))],
    [
      'mislabelled',
      'says that it goes elsewhere',
      changedSlice((slice) => ({ ...slice, destination: 'JFK' })),
    ],
    [
      'impossible_time',
      'lands before it has left',
      changedSegment({ arriving_at_utc: '2030-05-01T05:20Z', duration_minutes: 0 }),
    ],
    ['impossible_time', 'contradicts its own times', changedSegment({ duration_minutes: 81 })],
    [
      'wrong_date',
      'leaves on another day',
      changedSlice((slice) => ({
        ...slice,
        departing_at: '2030-05-02T08:00',
        arriving_at: '2030-05-02T08:20',
        segments: slice.segments.map((segment) => ({
          ...segment,
          departing_at: '2030-05-02T08:00',
          arriving_at: '2030-05-02T08:20',
        })),
      })),
    ],
    [
      'impossible_connection',
      'leaves again before it has arrived',
      { ...itineraryOf(1), slices: [...itineraryOf(1).slices, ...itineraryOf(1).slices] },
    ],
  ])('refuses as %s an itinerary that %s, and drops its offers', (fault, _what, itinerary) => {
    const view = viewOf({ itineraries: [itinerary, itineraryOf(2)] });
    expect([...view.refused.values()]).toEqual([{ itinerary_id: 'i1', fault }]);
    expect([...view.itineraries.keys()]).toEqual(['i2']);
    expect([...view.offers.values()].map(({ offer_id }) => offer_id)).toEqual(['o2']);
    expect([...view.dropped.keys()]).toEqual(['kestrel/o1']);
    expect(view.suppliers.get('kestrel')?.offers).toBe(1);
  });

  test.each([
    ['wrong_currency', { price: { amount: '1.00', currency: 'USD' } }],
    ['malformed', { price: { amount: '0', currency: 'EUR' } }],
    ['wrong_cabin', { cabins: ['business' as const] }],
    ['mislabelled', { cabins: ['economy' as const, 'economy' as const] }],
  ])('drops an offer as %s, and counts it', (fault, changed) => {
    const view = viewOf({ offers: [offerOf(1, changed), offerOf(2)] });
    expect([...view.dropped.values()]).toEqual([{ supplier_id: 'kestrel', offer_id: 'o1', fault }]);
    expect([...view.offers.keys()]).toEqual(['kestrel/o2']);
    expect(faultsOf(view)).toEqual({ [fault]: 1 });
  });

  it('drops offers whose result says other flights of an id than were named by it', () => {
    const other = { ...itineraryOf(7), itinerary_id: 'i1' };
    const view = viewOf({}, { offers: [offerOf(3, { itinerary_id: 'i1' })], itineraries: [other] });
    expect(view.itineraries.get('i1')).toEqual(itineraryOf(1));
    expect([...view.dropped.values()]).toMatchObject([{ offer_id: 'o3', fault: 'mislabelled' }]);
  });

  it('keeps what it holds of an offer whose next revision is no good', () => {
    const worse = offerOf(1, { revision: 2, price: { amount: '1.00', currency: 'USD' } });
    const view = viewOf({}, { offers: [worse] });
    expect(view.offers.get('kestrel/o1')?.revision).toBe(1);
    expect(view.dropped.size).toBe(1);
  });

  it('counts offers that could not be read, once', () => {
    const view = viewOf({ offers: [offerOf(2)], unreadable: ['o1'] }, { offers: [], unreadable: ['o1'] });
    expect([...view.dropped.values()]).toEqual([
      { supplier_id: 'kestrel', offer_id: 'o1', fault: 'malformed' },
    ]);
    expect([...view.offers.keys()]).toEqual(['kestrel/o2']);
  });

  it('takes the furthest count of what a provider did not let in', () => {
    const view = viewOf({ dropped: { malformed: 3 } }, { dropped: { malformed: 1, expired: 2 } });
    expect(view.suppliers.get('kestrel')?.dropped).toEqual({ malformed: 3, expired: 2 });
    expect(faultsOf(view)).toEqual({ malformed: 3, expired: 2 });
  });

  it('counts only so much of what is wrong', () => {
    const flood = Array.from({ length: 30 }, (_, page) => ({
      offers: Array.from({ length: 50 }, (_unused, at) =>
        offerOf(page * 50 + at, { itinerary_id: 'i1', cabins: ['first'] }),
      ),
    }));
    expect(viewOf(...flood).dropped.size).toBe(MAX_DROPPED);
  });
});
