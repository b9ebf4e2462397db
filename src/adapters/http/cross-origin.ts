import cors from '@koa/cors';
import type { Middleware } from 'koa';

/** An origin as a browser says it; undefined where it is none. No browser says a wildcard, which a URL may hold. */
export const parseOrigin = (text: string): string | undefined => {
  if (!URL.canParse(text)) return undefined;
  const { origin, protocol } = new URL(text);
  return /^https?:$/.test(protocol) && origin === text && !text.includes('*') ? origin : undefined;
};

/** How long a browser need not ask again; an origin that is taken out of the settings is gone from its memory by then. */
const PREFLIGHT_LASTS_S = 600;

/** Lets pages of these origins, and of no others, use the API. A browser sends no cookies along, since nobody needs any. */
export const crossOrigin = (origins: readonly string[]): Middleware => {
  const allow = cors({
    origin: ({ headers: { origin = '' } }) => (origins.includes(origin) ? origin : ''),
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'Last-Event-ID'],
    exposeHeaders: ['Location', 'Retry-After', 'RateLimit', 'RateLimit-Policy'],
    maxAge: PREFLIGHT_LASTS_S,
  });
  // The rest is for people, and for those who run the product.
  return (ctx, next) => (ctx.path.startsWith('/v1/') ? allow(ctx, next) : next());
};
