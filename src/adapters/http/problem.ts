import type { ParameterizedContext } from 'koa';
import type { Unavailable } from '../../domain/ports/result-stream.ts';
import type { RequestOnceError } from '../../application/request-once.ts';
import type { NotHeld } from '../../domain/search/not-held.ts';

/** Every error a client can be told, and nothing else: code, HTTP status, title. */
export const PROBLEMS = {
  malformed_request: [400, 'The request is not HTTP'],
  invalid_json: [400, 'The body is not JSON that can be taken'],
  invalid_parameter: [400, 'A parameter is not valid'],
  resume_with_get: [400, 'A search is resumed with GET, not created again'],
  unauthorized: [401, 'A valid API key is needed'],
  forbidden: [403, 'Only who requested this search may do that'],
  search_not_found: [404, 'There is no such search'],
  not_found: [404, 'There is nothing here'],
  method_not_allowed: [405, 'This method is not allowed here'],
  request_timeout: [408, 'The request took too long to arrive'],
  search_expired: [410, 'This search is no longer kept'],
  body_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The body must be application/json, as plain UTF-8'],
  idempotency_mismatch: [422, 'The Idempotency-Key stands for another search'],
  validation_failed: [422, 'The criteria are not valid'],
  headers_too_large: [431, 'The headers are too large or too many'],
  rate_limited: [429, 'Too many searches were requested'],
  overloaded: [503, 'No more can be taken on just now'],
  store_unavailable: [503, 'The store cannot be reached'],
  internal_error: [500, 'Something went wrong here'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One fault of what the client sent, where in the body (a JSON pointer) or in which parameter. */
export interface ProblemFault {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly code: string;
  readonly message: string;
}

/** Seconds after which trying again is worth it. */
const RETRY_AFTER_S = 2;

/** What a problem holds beside what its code says. */
interface ProblemDetails {
  readonly errors?: readonly ProblemFault[];
  /** A sentence on this very case, where the title leaves open what to do. */
  readonly detail?: string;
}

/** The text of a problem (RFC 9457). */
export const problemText = (
  code: ProblemCode,
  traceId: string,
  { errors = [], detail }: ProblemDetails = {},
): string => {
  const [status, title] = PROBLEMS[code];
  const type = `urn:flight-search:problem:${code}`;
  return JSON.stringify({ type, title, status, code, detail, errors, trace_id: traceId });
};

/** Answers with a problem; never with a stack. */
export const sendProblem = (
  ctx: ParameterizedContext,
  code: ProblemCode,
  errors: readonly ProblemFault[] = [],
  detail?: string,
): void => {
  const [status] = PROBLEMS[code];
  ctx.status = status;
  if (status === 503) ctx.set('Retry-After', String(RETRY_AFTER_S));
  if (status === 401) ctx.set('WWW-Authenticate', 'Bearer');
  ctx.set('Cache-Control', 'no-store');
  ctx.body = problemText(code, String(ctx.state['traceId']), {
    errors,
    ...(detail !== undefined && { detail }),
  });
  ctx.type = 'application/problem+json';
};

interface InvalidParameter {
  readonly parameter: string;
  readonly message: string;
}

export const sendInvalidParameter = (ctx: ParameterizedContext, fault: InvalidParameter): void =>
  sendInvalidParameters(ctx, [fault]);

export const sendInvalidParameters = (ctx: ParameterizedContext, faults: readonly InvalidParameter[]): void =>
  sendProblem(
    ctx,
    'invalid_parameter',
    faults.map(({ parameter, message }) => ({ parameter, code: 'invalid_parameter', message })),
  );

type Failure = NotHeld | Unavailable | RequestOnceError;

/** The only table from what can go wrong inside to what a client is told. */
const CODES: Readonly<Record<Failure['type'], ProblemCode>> = {
  not_found: 'search_not_found',
  expired: 'search_expired',
  unavailable: 'store_unavailable',
  mismatch: 'idempotency_mismatch',
};

export const sendFailure = (ctx: ParameterizedContext, { type }: Failure): void =>
  sendProblem(ctx, CODES[type]);
