import type { RouterContext } from '@koa/router';
import type { CancelSearch } from '../../application/cancel-search.ts';
import { sendFailure, sendInvalidParameter, sendProblem } from './problem.ts';
import { searchIdOf, singleParameters } from './request-parameters.ts';

/** `DELETE /v1/searches/:id`: cancels a search; may be repeated, and leaves a search that is over as it is. */
export const deleteSearch =
  ({ cancelSearch }: { readonly cancelSearch: CancelSearch }) =>
  async (ctx: RouterContext): Promise<void> => {
    const id = searchIdOf(ctx.params);
    if (id === undefined) return sendProblem(ctx, 'search_not_found');
    const parameters = singleParameters(ctx, []);
    if (parameters.isErr())
      return sendInvalidParameter(ctx, parameters.error.parameter, parameters.error.message);
    const cancelled = await cancelSearch(id);
    if (cancelled.isErr()) return sendFailure(ctx, cancelled.error);
    ctx.status = 202;
    ctx.body = { search_id: id };
    return undefined;
  };
