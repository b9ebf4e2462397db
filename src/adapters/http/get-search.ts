import type { RouterContext } from '@koa/router';
import type { SnapshotSearch } from '../../application/snapshot-search.ts';
import { sendFailure, sendInvalidParameter, sendProblem } from './problem.ts';
import { searchIdOf, singleParameters } from './request-parameters.ts';

/** `GET /v1/searches/:id`: what is known of a search as of now, and the position from which to follow it. */
export const getSearch =
  ({ snapshotSearch }: { readonly snapshotSearch: SnapshotSearch }) =>
  async (ctx: RouterContext): Promise<void> => {
    const id = searchIdOf(ctx.params);
    if (id === undefined) return sendProblem(ctx, 'search_not_found');
    const parameters = singleParameters(ctx, []);
    if (parameters.isErr())
      return sendInvalidParameter(ctx, parameters.error.parameter, parameters.error.message);
    const snapshot = await snapshotSearch(id);
    if (snapshot.isErr()) return sendFailure(ctx, snapshot.error);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = snapshot.value;
    return undefined;
  };
