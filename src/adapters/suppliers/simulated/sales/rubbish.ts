import { addDays } from '../../../../domain/flights/criteria/calendar.ts';
import type { OfferFound, SegmentFound } from '../../../../domain/flights/offers/offer-found.ts';

/** Of the shape that was agreed on, and yet nothing that anybody could fly or asked for: one of each kind, of a good offer. */
export const rubbishOf = (offer: OfferFound): readonly OfferFound[] => {
  const spoiled = (kind: string, changed: Partial<OfferFound>): OfferFound => ({
    ...offer,
    ...changed,
    offer_id: `${offer.offer_id}-${kind}`,
  });
  const withSegments = (change: (segment: SegmentFound) => SegmentFound): OfferFound['slices'] =>
    offer.slices.map(({ segments }) => ({ segments: segments.map(change) }));
  return [
    spoiled('currency', {
      price: { ...offer.price, currency: offer.price.currency === 'XAU' ? 'XAG' : 'XAU' },
    }),
    spoiled('free', { price: { ...offer.price, amount: '0' } }),
    spoiled('backwards', {
      slices: withSegments((segment) => ({
        ...segment,
        arriving_at: shifted(segment.departing_at, -1),
      })),
    }),
    spoiled('slow', {
      slices: withSegments((segment) => ({ ...segment, arriving_at: shifted(segment.arriving_at, 3) })),
    }),
    spoiled('late', {
      slices: withSegments((segment) => ({
        ...segment,
        departing_at: shifted(segment.departing_at, 1),
        arriving_at: shifted(segment.arriving_at, 1),
      })),
    }),
    spoiled('nowhere', { slices: withSegments((segment) => ({ ...segment, destination: 'QQQ' })) }),
    spoiled('back', {
      slices: withSegments(({ origin, destination, ...segment }) => ({
        ...segment,
        origin: destination,
        destination: origin,
      })),
    }),
    spoiled('twice', {
      slices: offer.slices.map(({ segments }) => ({ segments: [...segments, ...segments] })),
    }),
    spoiled('cabin', {
      slices: withSegments((segment) => ({
        ...segment,
        cabin: segment.cabin === 'first' ? 'economy' : 'first',
      })),
    }),
    spoiled('expired', { expires_at: '2000-01-01T00:00:00Z' }),
  ];
};

const shifted = (localMinute: string, days: number): string =>
  addDays(localMinute.slice(0, 10), days) + localMinute.slice(10);
