import type { ParameterizedContext } from 'koa';
import type { RequestOnce } from '../../application/request-once.ts';
import type { SpendAllowance } from '../../application/spend-allowance.ts';
import type { Clock } from '../../domain/ports/clock.ts';
import type { Places } from '../../domain/ports/places.ts';
import type { TimeZones } from '../../domain/ports/time-zones.ts';
import { BEGINNING } from '../../domain/search/position.ts';
import { parseCriteria } from '../wire/criteria.ts';
import type { AddressOf } from './address-of.ts';
import type { FollowOverSse } from './follow-over-sse.ts';
import { onGone } from './on-gone.ts';
import { sendFailure, sendInvalidParameter, sendProblem } from './problem.ts';
import { setRateHeaders } from './rate-headers.ts';
import type { TurnAway } from './turn-away.ts';
import { repeatKey } from './repeat-key.ts';
import { singleParameters } from './request-parameters.ts';
import type { Requesters } from './requesters.ts';
import type { Viewers } from './viewers.ts';

export interface PostSearchDeps {
  readonly requestOnce: RequestOnce;
  readonly followOverSse: FollowOverSse;
  readonly viewers: Viewers;
  readonly requesters: Requesters;
  /** Undefined where everybody may request as many searches as they like. */
  readonly spendAllowance: SpendAllowance | undefined;
  readonly addressOf: AddressOf;
  readonly turnAway: TurnAway;
  readonly clock: Clock;
  readonly places: Places;
  readonly timeZones: TimeZones;
}

const linksOf = (id: string) => ({
  self: `/v1/searches/${id}`,
  events: `/v1/searches/${id}/events`,
  entries: `/v1/searches/${id}/entries`,
});

/** `POST /v1/searches`: creates a search and says where it is, or answers with the stream itself. */
export const postSearch = (deps: PostSearchDeps) => {
  const { requestOnce, followOverSse, viewers, requesters, spendAllowance, addressOf, turnAway } = deps;
  const { clock, places, timeZones } = deps;
  return async (ctx: ParameterizedContext): Promise<void> => {
    const streams = ctx.accepts('application/json', 'text/event-stream') === 'text/event-stream';
    if (streams && ctx.get('Last-Event-ID') !== '') return sendProblem(ctx, 'resume_with_get');
    const parameters = singleParameters(ctx, []);
    if (parameters.isErr()) return sendInvalidParameter(ctx, parameters.error);
    const criteria = parseCriteria(ctx.request.body, { places, timeZones, nowMs: clock.now() });
    if (criteria.isErr()) return sendProblem(ctx, 'validation_failed', criteria.error);
    const { caller, scope } = requesters.of(ctx);
    const repeat = repeatKey(ctx, scope, criteria.value);
    if (repeat.isErr()) return sendInvalidParameter(ctx, repeat.error);
    // Nothing is created for a viewer that could not be admitted.
    if (viewers.isDismissed || (streams && viewers.isFull)) return turnAway(ctx, 'overloaded', caller);

    const left = new AbortController();
    onGone(ctx, () => left.abort());
    const spent = await spendAllowance?.(scope, left.signal);
    if (spent !== undefined) {
      if (spent.isErr()) return sendFailure(ctx, spent.error);
      setRateHeaders(ctx, spent.value);
      if (spent.value.isExceeded) return turnAway(ctx, 'rate_limited', caller);
    }
    const requested = await requestOnce(criteria.value, repeat.value, left.signal, caller);
    if (requested.isErr()) return sendFailure(ctx, requested.error);
    const { search_id, deadline_at } = requested.value.requested;
    const links = linksOf(search_id);
    ctx.set('Location', links.self);
    const seat = streams ? viewers.admit(search_id, addressOf(ctx)) : undefined;
    if (seat !== undefined) return followOverSse(ctx, search_id, BEGINNING, seat);
    // Where the last seat was taken meanwhile, the search is there all the same, to be watched by its link.
    ctx.status = requested.value.repeated ? 200 : 201;
    ctx.body = { search_id, status: 'requested', deadline_at, links };
    return undefined;
  };
};
