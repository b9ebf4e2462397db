import { type AdmittedBatch, admitBatch } from '../../src/domain/flights/gate/admit-batch.ts';
import type { Criteria } from '../../src/domain/flights/criteria/criteria.ts';
import type { FoundBatch, OfferFound, SegmentFound } from '../../src/domain/flights/offers/offer-found.ts';
import { REQUESTED } from './flight-messages.ts';
import { offerFound, segmentFound } from './found-offers.ts';
import { SMALL_WORLD } from './small-world.ts';

const { criteria } = REQUESTED;
/** A month before the flights of the fixtures. */
const NOW_MS = Date.parse('2030-04-01T10:00:00Z');

/** What is let in of a batch. */
export const admit = (batch: FoundBatch, asked: Criteria = criteria, nowMs = NOW_MS): AdmittedBatch =>
  admitBatch(batch, asked, { ...SMALL_WORLD, nowMs });
export const admitOne = (
  changed: Partial<OfferFound>,
  asked: Criteria = criteria,
  nowMs = NOW_MS,
): AdmittedBatch => admit({ offers: [offerFound(1, changed)] }, asked, nowMs);
/** Segments one after the other, of which the first is from Amsterdam to London unless it is changed. */
export const flying = (...segments: readonly Partial<SegmentFound>[]): Pick<OfferFound, 'slices'> => ({
  slices: [{ segments: segments.map((changed, at) => segmentFound(at + 1, changed)) }],
});
export const onDay = (origin: string, destination: string, departure_date: string): Criteria => ({
  ...criteria,
  slices: [{ origin, destination, departure_date }],
});
