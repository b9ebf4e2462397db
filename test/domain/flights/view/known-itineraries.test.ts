import { describe, expect, test } from '@jest/globals';
import { inKnownTerms } from '../../../../src/domain/flights/view/known-itineraries.ts';
import { itineraryId } from '../../../../src/domain/flights/offers/itinerary-id.ts';
import type { Itinerary } from '../../../../src/domain/flights/offers/offer.ts';
import { sliceOf } from '../../../../src/domain/flights/offers/slice-of.ts';
import { itineraryOf, offerOf } from '../../../support/flight-messages.ts';

/** The same flight, as somebody knows it who thinks that it arrives later. */
const arrivingAt = (time: string): Itinerary => {
  const slices = itineraryOf(1).slices.flatMap(({ segments }) =>
    segments.map((segment) =>
      sliceOf([
        {
          ...segment,
          arriving_at: `2030-05-01T08:${time}`,
          arriving_at_utc: `2030-05-01T07:${time}Z`,
          duration_minutes: 60 + Number(time),
        },
      ]),
    ),
  );
  return { itinerary_id: itineraryId(slices), slices };
};
const sold = (itinerary: Itinerary) => ({
  offers: [offerOf(1, { itinerary_id: itinerary.itinerary_id })],
  itineraries: [itinerary],
});

describe('flights that somebody has told of before', () => {
  const first = arrivingAt('20');
  const known = new Map([[first.itinerary_id, first]]);

  test('go by the id that they have, where they arrive up to a quarter of an hour earlier or later', () => {
    expect(inKnownTerms(sold(arrivingAt('35')), known)).toEqual(sold(arrivingAt('35')));
    expect(arrivingAt('35').itinerary_id).toBe(first.itinerary_id);
  });

  test('go by another id, which is always the same, where they arrive at quite another time', () => {
    const { offers, itineraries } = inKnownTerms(sold(arrivingAt('36')), known);
    const [itinerary] = itineraries;
    expect(itinerary?.itinerary_id).not.toBe(first.itinerary_id);
    expect(itinerary?.slices).toEqual(arrivingAt('36').slices);
    expect(offers).toEqual([offerOf(1, { itinerary_id: itinerary?.itinerary_id ?? '' })]);
    expect(inKnownTerms(sold(arrivingAt('36')), known).itineraries).toEqual(itineraries);
  });

  test('stay as they are where nobody has', () => {
    expect(inKnownTerms(sold(first), new Map())).toEqual(sold(first));
  });
});
