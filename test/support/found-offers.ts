import type { Criteria } from '../../src/domain/flights/criteria/criteria.ts';
import type { FoundBatch, OfferFound, SegmentFound } from '../../src/domain/flights/offers/offer-found.ts';
import { itineraryId } from '../../src/domain/flights/offers/itinerary-id.ts';
import { REQUESTED } from './flight-messages.ts';

/** A morning flight from Amsterdam to London, on the day that was asked for; another number is another flight. */
export const segmentFound = (
  number: number,
  changed: Partial<SegmentFound> = {},
  { slices }: Criteria = REQUESTED.criteria,
): SegmentFound => {
  const date = slices[0]?.departure_date ?? '';
  return {
    origin: 'AMS',
    destination: 'LHR',
    departing_at: `${date}T08:00`,
    arriving_at: `${date}T08:20`,
    marketing_carrier: 'ZZ',
    flight_number: String(number),
    ...changed,
  };
};

export const offerFound = (
  number: number,
  changed: Partial<OfferFound> = {},
  criteria: Criteria = REQUESTED.criteria,
): OfferFound => ({
  offer_id: `o${number}`,
  price: { amount: '120.50', currency: criteria.currency },
  slices: [{ segments: [segmentFound(number, {}, criteria)] }],
  ...changed,
});

/** One offer for each number, of which there is none under 1. */
export const batchFound = (
  numbers: readonly number[],
  changed: Partial<FoundBatch> = {},
  criteria: Criteria = REQUESTED.criteria,
): FoundBatch => ({ offers: numbers.map((number) => offerFound(number, {}, criteria)), ...changed });

/** Under which the flights of a number go, wherever they are sold. */
export const flownId = (number: number): string => itineraryId([{ segments: [segmentFound(number)] }]);
