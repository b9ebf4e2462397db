import type { FoundBatch } from '../../src/domain/flights/offers/offer-found.ts';
import type { Supplier, SupplierRequest, SupplierStop } from '../../src/domain/ports/supplier.ts';
import { REQUESTED } from './flight-messages.ts';
import { newSearchId } from './new-search-id.ts';

export const supplierRequest = (changed: Partial<SupplierRequest> = {}): SupplierRequest => ({
  search_id: newSearchId(),
  criteria: REQUESTED.criteria,
  timeout_ms: 20_000,
  ...changed,
});

/** All that a supplier says, and why it stopped, if it did. */
export interface HeardAnswer {
  readonly batches: readonly FoundBatch[];
  readonly stop: SupplierStop | undefined;
}

export const hearAnswer = async (
  supplier: Supplier,
  request = supplierRequest(),
  signal = new AbortController().signal,
): Promise<HeardAnswer> => {
  const batches: FoundBatch[] = [];
  let stop: SupplierStop | undefined;
  for await (const said of supplier.search(request, signal)) {
    if (stop !== undefined) throw new Error('it goes on after its first fault');
    if (said.isOk()) batches.push(said.value);
    else stop = said.error;
  }
  return { batches, stop };
};

/** Ids of the offers that were let through, and how many were not of the agreed shape. */
export const summaryOf = ({ batches, stop }: HeardAnswer) => ({
  offers: batches.flatMap(({ offers }) => offers.map(({ offer_id }) => offer_id)),
  malformed: batches.reduce((sum, { dropped }) => sum + (dropped?.malformed ?? 0), 0),
  stop: stop?.code,
});
