import type { Result } from 'neverthrow';
import { duffelSupplier } from '../../src/adapters/suppliers/duffel/duffel-supplier.ts';
import type { Criteria } from '../../src/domain/flights/criteria/criteria.ts';
import type { FoundBatch, OfferFound } from '../../src/domain/flights/offers/offer-found.ts';
import type { Supplier, SupplierStop } from '../../src/domain/ports/supplier.ts';
import type { DuffelServer } from './duffel-server.ts';
import { ManualClock } from './manual-clock.ts';
import { newSearchId } from './new-search-id.ts';

export const DUFFEL_TOKEN = 'duffel_test_of_nobody';

export const DUFFEL_CRITERIA: Criteria = {
  slices: [{ origin: 'LHR', destination: 'JFK', departure_date: '2030-03-01' }],
  passengers: { adults: 1, children_ages: [] },
  cabin: 'economy',
  currency: 'EUR',
};

export interface DuffelAnswer {
  readonly batches: readonly FoundBatch[];
  readonly offers: readonly OfferFound[];
  readonly stop: SupplierStop | undefined;
}

/** A search of a supplier that asks this server, on a clock that stands still until it is told to move. */
export const duffelSearch = (
  server: Pick<DuffelServer, 'url'>,
  { criteria = DUFFEL_CRITERIA, timeoutMs = 20_000 }: { criteria?: Criteria; timeoutMs?: number } = {},
) => {
  const clock = new ManualClock();
  const leaving = new AbortController();
  const supplier = duffelSupplier({
    token: DUFFEL_TOKEN,
    clock,
    baseUrl: server.url,
    random: () => 0.5,
  });
  const ask = () =>
    supplier.search({ search_id: newSearchId(), criteria, timeout_ms: timeoutMs }, leaving.signal);
  return { clock, leaving, supplier, ask, answer: () => answerOf(ask()) };
};

export const answerOf = async (found: ReturnType<Supplier['search']>): Promise<DuffelAnswer> => {
  const batches: FoundBatch[] = [];
  let stop: SupplierStop | undefined;
  const take = (result: Result<FoundBatch, SupplierStop>): void =>
    result.match(
      (batch) => void batches.push(batch),
      (error) => {
        stop = error;
      },
    );
  for await (const result of found) take(result);
  return { batches, offers: batches.flatMap(({ offers }) => offers), stop };
};
