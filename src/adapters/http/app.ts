import { randomBytes } from 'node:crypto';
import Koa, { type Next, type ParameterizedContext } from 'koa';
import type { Router } from '@koa/router';
import helmet from 'koa-helmet';
import { crossOrigin } from './cross-origin.ts';
import { marksOf } from './error-marks.ts';
import { sendProblem } from './problem.ts';

/** A client that hangs up is no error, however it looks to the one who was writing to it. */
const HANG_UPS: readonly unknown[] = [
  'ERR_STREAM_PREMATURE_CLOSE',
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'HPE_INVALID_EOF_STATE',
];

const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
  // Whether a host speaks https only is said where TLS ends.
  strictTransportSecurity: false,
});

/** Every request gets an id under which its problems are logged, and every answer without a body of its own a problem. */
const problems =
  (onCrash: (error: unknown, traceId: string) => void) =>
  async (ctx: ParameterizedContext, next: Next): Promise<void> => {
    const traceId = randomBytes(16).toString('hex');
    ctx.state['traceId'] = traceId;
    try {
      await next();
    } catch (error) {
      onCrash(error, traceId);
      return sendProblem(ctx, 'internal_error');
    }
    if (ctx.body != null) return undefined;
    if (ctx.status === 404) return sendProblem(ctx, 'not_found');
    if (ctx.status === 405 || ctx.status === 501) return sendProblem(ctx, 'method_not_allowed');
    return undefined;
  };

export interface AppOptions {
  /** Pages of which other origins may use it. */
  readonly origins?: readonly string[] | undefined;
}

/** An HTTP application of these routes, with the errors of the contract. */
export const createApp = (
  routers: readonly Router[],
  onCrash: (error: unknown, traceId?: string) => void,
  { origins }: AppOptions = {},
): Koa => {
  const app = new Koa();
  app.on('error', (error: unknown) => {
    if (!HANG_UPS.includes(marksOf(error).code)) onCrash(error);
  });
  app.use(securityHeaders);
  if (origins !== undefined) app.use(crossOrigin(origins));
  app.use(problems(onCrash));
  for (const router of routers) app.use(router.routes()).use(router.allowedMethods());
  return app;
};
