import { z } from 'zod';
import type { FoundBatch } from '../../domain/flights/offers/offer-found.ts';
import { offerFaults } from './fields.ts';
import { parseSupplierBatch } from './supplier-batch.ts';

const counted = z.object({ dropped: offerFaults.exactOptional() });

/** A batch as it was kept, with what could not be read of it when it was given; undefined unless all of it can be read. */
export const parseKeptBatch = (value: unknown): FoundBatch | undefined => {
  const batch = parseSupplierBatch(value);
  const said = counted.safeParse(value).data;
  if (batch === undefined || batch.dropped !== undefined || said === undefined) return undefined;
  return { ...batch, ...said };
};
