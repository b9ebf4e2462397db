import type { ParameterizedContext } from 'koa';
import type { RequestSearch } from '../../application/request-search.ts';
import { earliestDate } from '../../domain/flights/calendar.ts';
import type { Clock } from '../../domain/ports/clock.ts';
import { BEGINNING } from '../../domain/search/position.ts';
import { parseCriteria } from '../wire/criteria.ts';
import { type FollowOverSse } from './follow-over-sse.ts';
import { sendFailure, sendProblem } from './problem.ts';
import type { Viewers } from './viewers.ts';

export interface PostSearchDeps {
  readonly requestSearch: RequestSearch;
  readonly followOverSse: FollowOverSse;
  readonly viewers: Viewers;
  readonly clock: Clock;
}

const linksOf = (id: string) => ({
  self: `/v1/searches/${id}`,
  events: `/v1/searches/${id}/events`,
  entries: `/v1/searches/${id}/entries`,
});

/** `POST /v1/searches`: creates a search and says where it is, or answers with the stream itself. */
export const postSearch =
  ({ requestSearch, followOverSse, viewers, clock }: PostSearchDeps) =>
  async (ctx: ParameterizedContext): Promise<void> => {
    const streams = ctx.accepts('application/json', 'text/event-stream') === 'text/event-stream';
    if (streams && ctx.get('Last-Event-ID') !== '') return sendProblem(ctx, 'resume_with_get');
    const criteria = parseCriteria(ctx.request.body, earliestDate(clock.now()));
    if (criteria.isErr()) return sendProblem(ctx, 'validation_failed', criteria.error);
    // Nothing is created for a viewer that could not be admitted.
    if (viewers.isDismissed || (streams && viewers.isFull)) return sendProblem(ctx, 'overloaded');

    const left = new AbortController();
    ctx.res.once('close', () => left.abort());
    const requested = await requestSearch(criteria.value, left.signal);
    if (requested.isErr()) return sendFailure(ctx, requested.error);
    const { search_id, deadline_at } = requested.value;
    const links = linksOf(search_id);
    ctx.set('Location', links.self);
    const seat = streams ? viewers.admit(search_id, ctx.ip) : undefined;
    if (seat !== undefined) return followOverSse(ctx, search_id, BEGINNING, seat);
    // Where the last seat was taken meanwhile, the search is there all the same, to be watched by its link.
    ctx.status = 201;
    ctx.body = { search_id, status: 'requested', deadline_at, links };
    return undefined;
  };
