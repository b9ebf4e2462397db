import type { RouterContext } from '@koa/router';
import type { Journal } from '../../domain/ports/journal.ts';
import { BEGINNING, isPosition } from '../../domain/search/position.ts';
import type { AddressOf } from './address-of.ts';
import { type FollowOverSse, sendElsewhere } from './follow-over-sse.ts';
import { sendInvalidParameter, sendProblem } from './problem.ts';
import { positionParameter, searchIdOf, singleParameters } from './request-parameters.ts';
import type { Viewers } from './viewers.ts';

export interface GetEventsDeps {
  readonly followOverSse: FollowOverSse;
  readonly viewers: Viewers;
  readonly addressOf: AddressOf;
  readonly journal: Journal;
}

/**
 * `GET /v1/searches/:id/events`: from `Last-Event-ID`, which a browser sends by itself, else from `after`, else from the
 * beginning. A browser cannot mend a malformed id, so that one replays; who writes `after` is told.
 */
export const getEvents =
  ({ followOverSse, viewers, addressOf, journal }: GetEventsDeps) =>
  async (ctx: RouterContext): Promise<void> => {
    const id = searchIdOf(ctx.params);
    if (id === undefined) return sendProblem(ctx, 'search_not_found');
    const after = singleParameters(ctx, ['after']).andThen((values) =>
      positionParameter(values.get('after')),
    );
    if (after.isErr()) return sendInvalidParameter(ctx, after.error);
    const last = ctx.get('Last-Event-ID');
    const lastOrBeginning = isPosition(last) ? last : BEGINNING;
    const position = last === '' ? after.value : lastOrBeginning;
    const seat = viewers.admit(id, addressOf(ctx));
    if (seat === undefined) {
      journal({ type: 'request_refused', why: 'overloaded' });
      return sendElsewhere(ctx);
    }
    return followOverSse(ctx, id, position, seat);
  };
