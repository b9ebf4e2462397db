import type { RouterContext } from '@koa/router';
import type { CancelSearch } from '../../application/cancel-search.ts';
import { sendFailure } from './problem.ts';
import { searchAskedFor } from './search-asked-for.ts';

/** `DELETE /v1/searches/:id`: cancels a search; may be repeated, and leaves a search that is over as it is. */
export const deleteSearch =
  ({ cancelSearch }: { readonly cancelSearch: CancelSearch }) =>
  async (ctx: RouterContext): Promise<void> => {
    const id = searchAskedFor(ctx);
    if (id === undefined) return undefined;
    const cancelled = await cancelSearch(id);
    if (cancelled.isErr()) return sendFailure(ctx, cancelled.error);
    ctx.status = 202;
    ctx.body = { search_id: id };
    return undefined;
  };
