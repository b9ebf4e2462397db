import type { SupplierStop } from '../../../domain/ports/supplier.ts';
import {
  AIRLINE_ERROR,
  EXPIRED,
  INTERNAL_ERROR,
  INVALID_REQUEST,
  RATE_LIMITED,
  REDIRECTED,
  UNAUTHORIZED,
  UNAVAILABLE,
} from './duffel-stops.ts';

/** The statuses after which Duffel says that a request may be repeated, beside that of its rate limit. */
export const isTemporary = (status: number): boolean => status === 503 || status === 504;

/** The types of errors that there are, beside `api_error`, of which the status says more. */
const BY_TYPE: ReadonlyMap<string | undefined, SupplierStop> = new Map([
  ['authentication_error', UNAUTHORIZED],
  ['validation_error', INVALID_REQUEST],
  ['invalid_request_error', INVALID_REQUEST],
  ['invalid_state_error', EXPIRED],
  ['rate_limit_error', RATE_LIMITED],
  ['airline_error', AIRLINE_ERROR],
]);

const BY_STATUS: ReadonlyMap<number, SupplierStop> = new Map([
  [401, UNAUTHORIZED],
  [403, UNAUTHORIZED],
  [429, RATE_LIMITED],
]);

/** What an answer other than success means. Its type says more than its status, unless somebody on the way has answered. */
export const stopOf = (method: 'GET' | 'POST', status: number, type: string | undefined): SupplierStop => {
  if (isTemporary(status)) return UNAVAILABLE;
  if (method === 'GET' && (status === 404 || status === 410)) return EXPIRED;
  const known = BY_TYPE.get(type) ?? BY_STATUS.get(status);
  if (known !== undefined) return known;
  if (status >= 500) return INTERNAL_ERROR;
  return status < 400 ? REDIRECTED : INVALID_REQUEST;
};
