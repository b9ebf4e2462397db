import type { SupplierStop } from '../../../domain/ports/supplier.ts';
import { UNREACHABLE } from '../stranger-stops.ts';

/** What a status other than 200 and 204 means. */
export const statusStop = (status: number): SupplierStop => {
  if (status === 429) return { code: 'rate_limited', retryable: true };
  if (status >= 500) return UNREACHABLE;
  if (status >= 400) return { code: 'invalid_request', retryable: false };
  // Criteria go where the settings say, and nowhere else.
  if (status >= 300) return { code: 'redirect_refused', retryable: false };
  return { code: 'unreadable_answer', retryable: false };
};
