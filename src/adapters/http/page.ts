import { fileURLToPath } from 'node:url';
import { Router } from '@koa/router';
import { send } from '@koa/send';

const ROOT = fileURLToPath(new URL('../../../web', import.meta.url));

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'status' in error && error.status === 404;

/** The web page: plain files, no build. */
export const pageRoutes = (): Router => {
  const router = new Router();
  router.get('/', async (ctx) => {
    await send(ctx, 'index.html', { root: ROOT });
  });
  router.get(/^\/page(\.css|\.js|\/[a-z-]+\.js)$/, async (ctx) => {
    try {
      await send(ctx, ctx.path, { root: ROOT });
    } catch (error) {
      // A file that is not there is left unanswered, as any other path that nobody serves.
      if (!isMissing(error)) throw error;
    }
  });
  return router;
};
