import { z } from 'zod';
import type { ResultFound } from '../../domain/flights/view/messages.ts';
import { MAX_BATCH_OFFERS } from '../../domain/ports/supplier.ts';
import { offerId } from './fields.ts';
import { result } from './messages.ts';
import { itinerary, offer } from './offer.ts';

const anything = z.array(z.unknown()).max(MAX_BATCH_OFFERS);
const envelope = result.extend({ offers: anything, itineraries: anything });
const named = z.object({ offer_id: offerId });

/** A result with those of its offers and itineraries that can be read; undefined where it is no result at all. */
export const parseResult = (json: unknown): ResultFound | undefined => {
  const found = envelope.safeParse(json).data;
  if (found === undefined) return undefined;
  const offers = found.offers.map((one) => ({ one, read: offer.safeParse(one).data }));
  const unreadable = offers.flatMap(({ one, read }) =>
    read === undefined ? (named.safeParse(one).data?.offer_id ?? []) : [],
  );
  return {
    ...found,
    offers: offers.flatMap(({ read }) => read ?? []),
    itineraries: found.itineraries.flatMap((one) => itinerary.safeParse(one).data ?? []),
    ...(unreadable.length > 0 && { unreadable }),
  };
};
