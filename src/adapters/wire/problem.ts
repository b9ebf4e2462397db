import { z } from 'zod';
import { CRITERIA_FAULT_CODES } from '../../domain/flights/criteria/criteria-fault.ts';

const PROBLEM_CODES = [
  'malformed_request',
  'invalid_json',
  'invalid_parameter',
  'resume_with_get',
  'unauthorized',
  'forbidden',
  'search_not_found',
  'not_found',
  'method_not_allowed',
  'request_timeout',
  'search_expired',
  'body_too_large',
  'unsupported_media_type',
  'validation_failed',
  'headers_too_large',
  'idempotency_mismatch',
  'rate_limited',
  'overloaded',
  'store_unavailable',
  'internal_error',
] as const;

const message = z.string().min(1);

const fault = z.union([
  z.object({ pointer: z.string().regex(/^(?:\/[^/]*)*$/), code: z.enum(CRITERIA_FAULT_CODES), message }),
  z.object({ parameter: z.string(), code: z.literal('invalid_parameter'), message }),
]);

/** Every error a client is told (RFC 9457), with what was wrong with the body or the parameters. */
export const problem = z.object({
  type: z.string().regex(/^urn:flight-search:problem:[a-z_]+$/),
  title: message,
  status: z.int().min(400).max(599),
  code: z.enum(PROBLEM_CODES),
  detail: message.exactOptional(),
  errors: z.array(fault),
  trace_id: z.string().min(1),
});
