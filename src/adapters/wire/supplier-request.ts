import { z } from 'zod';
import type { SupplierRequest } from '../../domain/ports/supplier.ts';
import { acceptedCriteria } from './accepted-criteria.ts';
import { caller, milliseconds, searchId } from './fields.ts';

/** What a supplier behind a URL is sent. */
export const supplierRequest = z.object({
  search_id: searchId,
  criteria: acceptedCriteria,
  timeout_ms: milliseconds,
  caller: caller.exactOptional(),
}) satisfies z.ZodType<SupplierRequest>;
