import type { SupplierStop } from '../../../domain/ports/supplier.ts';

/** The token is missing, wrong, or may not search. */
export const UNAUTHORIZED: SupplierStop = { code: 'unauthorized', retryable: false };
/** Duffel finds the criteria wrong, though they are right here. */
export const INVALID_REQUEST: SupplierStop = { code: 'invalid_request', retryable: false };
/** A batch offer request can be polled for one minute. */
export const EXPIRED: SupplierStop = { code: 'expired', retryable: true };
export const RATE_LIMITED: SupplierStop = { code: 'rate_limited', retryable: true };
/** Temporary, and still so after it was asked again. */
export const UNAVAILABLE: SupplierStop = { code: 'unavailable', retryable: true };
/** Something broke at Duffel that asking again does not mend, by its own words. */
export const INTERNAL_ERROR: SupplierStop = { code: 'internal_error', retryable: false };
export const AIRLINE_ERROR: SupplierStop = { code: 'airline_error', retryable: false };
/** The token goes nowhere but to the address that was configured. */
export const REDIRECTED: SupplierStop = { code: 'redirected', retryable: false };
/** It took longer than the request may. */
export const TOO_SLOW: SupplierStop = { code: 'too_slow', retryable: true };
