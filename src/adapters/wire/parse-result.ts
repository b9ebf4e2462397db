import { z } from 'zod';
import type { ResultFound } from '../../domain/flights/view/messages.ts';
import { MAX_BATCH_OFFERS } from '../../domain/ports/supplier.ts';
import { offerId } from './fields.ts';
import { result } from './messages.ts';
import { itinerary, itineraryId, offer } from './offer.ts';

const anything = z.array(z.unknown()).max(MAX_BATCH_OFFERS);
const envelope = result.extend({ offers: anything, itineraries: anything });
const namedOffer = z.object({ offer_id: offerId });
const namedItinerary = z.object({ itinerary_id: itineraryId });

/** A result with those of its offers and itineraries that can be read; undefined where it is no result at all. */
export const parseResult = (json: unknown): ResultFound | undefined => {
  const found = envelope.safeParse(json).data;
  if (found === undefined) return undefined;
  const itineraries = found.itineraries.map((one) => ({ one, read: itinerary.safeParse(one).data }));
  const spoilt = new Set(
    itineraries.flatMap(({ one, read }) =>
      read === undefined ? (namedItinerary.safeParse(one).data?.itinerary_id ?? []) : [],
    ),
  );
  // An offer is not to be had of what nobody can be shown.
  const offers = found.offers.map((one) => {
    const read = offer.safeParse(one).data;
    return { one, read: read !== undefined && spoilt.has(read.itinerary_id) ? undefined : read };
  });
  const unreadable = offers.flatMap(({ one, read }) =>
    read === undefined ? (namedOffer.safeParse(one).data?.offer_id ?? []) : [],
  );
  return {
    ...found,
    offers: offers.flatMap(({ read }) => read ?? []),
    itineraries: itineraries.flatMap(({ read }) => read ?? []),
    ...(unreadable.length > 0 && { unreadable }),
  };
};
