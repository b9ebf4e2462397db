import type { SearchOffers } from '../../../src/domain/ports/search-offers.ts';
import { goodOffer, goodSupplier, sells } from './good-supplier.ts';

export interface BrokenSupplier {
  /** What it promises and does not keep, in the order of the contract. */
  readonly breaks: readonly string[];
  /** In what is said about it. */
  readonly says: string;
  readonly search: Search;
}

type Search = (...given: Parameters<SearchOffers>) => unknown;

/** With something changed in its only offer. */
export const offering = (change: (offer: ReturnType<typeof goodOffer>) => unknown): Search =>
  async function* search(request) {
    yield { offers: sells(request) ? [change(goodOffer(1, request))] : [] };
  };

export const withSegment = (offer: ReturnType<typeof goodOffer>, changed: object) => ({
  ...offer,
  slices: offer.slices.map(({ segments }) => ({
    segments: segments.map((flight) => ({ ...flight, ...changed })),
  })),
});

export const yielding = (...batches: readonly unknown[]): Search =>
  async function* search(request) {
    yield* goodSupplier(request);
    yield* batches;
  };
