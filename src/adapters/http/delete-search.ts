import type { RouterContext } from '@koa/router';
import type { CancelSearch } from '../../application/cancel-search.ts';
import { sendFailure } from './problem.ts';
import type { TurnAway } from './turn-away.ts';
import type { Requesters } from './requesters.ts';
import { searchAskedFor } from './search-asked-for.ts';

export interface DeleteSearchDeps {
  readonly cancelSearch: CancelSearch;
  readonly requesters: Requesters;
  readonly turnAway: TurnAway;
}

/** `DELETE /v1/searches/:id`: cancels a search; may be repeated, and leaves a search that is over as it is. */
export const deleteSearch =
  ({ cancelSearch, requesters, turnAway }: DeleteSearchDeps) =>
  async (ctx: RouterContext): Promise<void> => {
    const id = searchAskedFor(ctx);
    if (id === undefined) return undefined;
    const { caller } = requesters.of(ctx);
    const cancelled = await cancelSearch(id, caller);
    if (cancelled.isErr()) {
      const { error } = cancelled;
      // Whoever holds the id may read the search, so they may know as well that it is there.
      return error.type === 'not_allowed' ? turnAway(ctx, 'forbidden', caller) : sendFailure(ctx, error);
    }
    ctx.status = 202;
    ctx.body = { search_id: id };
    return undefined;
  };
