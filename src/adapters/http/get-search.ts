import type { RouterContext } from '@koa/router';
import type { SnapshotSearch } from '../../application/snapshot-search.ts';
import { sendFailure } from './problem.ts';
import { searchAskedFor } from './search-asked-for.ts';

/** `GET /v1/searches/:id`: what is known of a search as of now, and the position from which to follow it. */
export const getSearch =
  ({ snapshotSearch }: { readonly snapshotSearch: SnapshotSearch }) =>
  async (ctx: RouterContext): Promise<void> => {
    const id = searchAskedFor(ctx);
    if (id === undefined) return undefined;
    const snapshot = await snapshotSearch(id);
    if (snapshot.isErr()) return sendFailure(ctx, snapshot.error);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = snapshot.value;
    return undefined;
  };
