import { err } from 'neverthrow';
import { missingCapability } from '../../domain/flights/criteria/missing-capability.ts';
import type { Supplier } from '../../domain/ports/supplier.ts';
import { askedThrough } from './asked-through.ts';

/** Does not ask a supplier what it says it cannot be asked: then it is skipped, and its code says which part it was. */
export const skipUnsupported = (supplier: Supplier): Supplier => {
  const { capabilities } = supplier;
  if (capabilities === undefined) return supplier;
  return askedThrough(supplier, async function* search(request, signal) {
    const missing = missingCapability(request.criteria, capabilities);
    if (missing === undefined) yield* supplier.search(request, signal);
    else yield err({ code: `unsupported_${missing}`, retryable: false, skipped: true });
  });
};
