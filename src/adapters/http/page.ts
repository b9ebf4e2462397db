import { fileURLToPath } from 'node:url';
import { Router } from '@koa/router';
import { send } from '@koa/send';
import { marksOf } from './error-marks.ts';

const ROOT = fileURLToPath(new URL('../../../web', import.meta.url));

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
      if (marksOf(error).status !== 404) throw error;
    }
  });
  return router;
};
