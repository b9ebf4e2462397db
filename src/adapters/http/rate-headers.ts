import type { ParameterizedContext } from 'koa';
import { type Allowance, RATE_WINDOW_MS } from '../../domain/ports/rate-limits.ts';

const seconds = (ms: number): number => Math.ceil(ms / 1_000);

/** Says what is left of an allowance, and when there is more (draft-ietf-httpapi-ratelimit-headers). */
export const setRateHeaders = (
  ctx: ParameterizedContext,
  { isExceeded, limit, remaining, resetMs }: Allowance,
): void => {
  const inSeconds = Math.max(1, seconds(resetMs));
  ctx.set('RateLimit-Policy', `"searches";q=${limit};w=${seconds(RATE_WINDOW_MS)}`);
  ctx.set('RateLimit', `"searches";r=${remaining};t=${inSeconds}`);
  if (isExceeded) ctx.set('Retry-After', String(inSeconds));
};
