import { Router } from '@koa/router';
import { sendProblem } from './problem.ts';

export interface AdminDeps {
  /** Whether the store can be reached just now. */
  readonly isStoreReady: () => Promise<boolean>;
  readonly draining: AbortController;
  readonly metrics: {
    exposition(): Promise<{ readonly contentType: string; readonly text: string }>;
  };
}

/** For those who run the product: is it alive, can it take requests, what has it done. */
export const adminRoutes = ({ isStoreReady, draining, metrics }: AdminDeps): Router => {
  const router = new Router();
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    if (draining.signal.aborted) return sendProblem(ctx, 'overloaded');
    if (!(await isStoreReady())) return sendProblem(ctx, 'store_unavailable');
    ctx.body = { status: 'ready' };
    return undefined;
  });
  router.get('/metrics', async (ctx) => {
    const { contentType, text } = await metrics.exposition();
    ctx.body = text;
    ctx.set('Content-Type', contentType);
  });
  return router;
};
