import type { RouterContext } from '@koa/router';
import { ok } from 'neverthrow';
import type { EntriesPage, ReadEntries } from '../../application/read-entries.ts';
import type { AddressOf } from './address-of.ts';
import { onGone } from './on-gone.ts';
import { sendFailure, sendInvalidParameter, sendProblem } from './problem.ts';
import type { TurnAway } from './turn-away.ts';
import { positionParameter, searchIdOf, singleParameters, waitParameter } from './request-parameters.ts';
import type { Viewers } from './viewers.ts';

export interface GetEntriesDeps {
  readonly readEntries: ReadEntries;
  readonly viewers: Viewers;
  readonly addressOf: AddressOf;
  readonly turnAway: TurnAway;
}

/** Payloads are JSON already, and go on as they are. */
const bodyOf = ({ entries, position, completed, reset }: EntriesPage): string => {
  const items = entries.map(
    (entry) => `{"position":"${entry.position}","status":"${entry.status}","payload":${entry.payload}}`,
  );
  return `{"entries":[${items.join(',')}],"position":"${position}","completed":${completed},"reset":${reset}}`;
};

/** `GET /v1/searches/:id/entries`: a page behind a position, now or within `wait`. */
export const getEntries =
  ({ readEntries, viewers, addressOf, turnAway }: GetEntriesDeps) =>
  async (ctx: RouterContext): Promise<void> => {
    const id = searchIdOf(ctx.params);
    if (id === undefined) return sendProblem(ctx, 'search_not_found');
    const request = singleParameters(ctx, ['after', 'wait']).andThen((values) =>
      positionParameter(values.get('after')).andThen((after) =>
        waitParameter(values.get('wait')).andThen((waitMs) => ok({ after, waitMs })),
      ),
    );
    if (request.isErr()) return sendInvalidParameter(ctx, request.error);
    // A reader that waits takes a viewer's seat: it costs the same.
    const seat = viewers.admit(id, addressOf(ctx));
    if (seat === undefined) return turnAway(ctx, 'overloaded');
    onGone(ctx, seat.leave);
    try {
      const page = await readEntries(id, request.value, seat.signal);
      if (page.isErr()) return sendFailure(ctx, page.error);
      ctx.set('Cache-Control', 'no-store');
      ctx.body = bodyOf(page.value);
      ctx.type = 'application/json';
    } finally {
      seat.leave();
    }
    return undefined;
  };
