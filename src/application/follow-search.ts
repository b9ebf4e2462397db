import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Unavailable } from '../domain/ports/result-stream.ts';
import { type NotHeld, notHeld } from '../domain/search/not-held.ts';
import type { Position } from '../domain/search/position.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import { abortScope } from './abort-scope.ts';
import { type Followed, followViewing, type FollowViewingDeps } from './follow-viewing.ts';
import { openViewing } from './open-viewing.ts';

export type FollowSearchDeps = FollowViewingDeps;

/** `over`: the viewer stands on the terminal entry, so it has been given everything. */
export type Following =
  | { readonly type: 'over' }
  | { readonly type: 'following'; readonly steps: AsyncGenerator<Followed, void> };

export type FollowSearch = (
  id: SearchId,
  after: Position,
  signal: AbortSignal,
) => ResultAsync<Following, NotHeld | Unavailable>;

/**
 * Follows a search from a position to its end: first what lies there already, then what comes, over one viewing. Asking
 * for a step says that the client has taken the one before. Whoever stops asking ends the steps, begun or not; aborting the
 * signal ends a wait for the next one, and the steps with it.
 */
export const followSearch = (deps: FollowSearchDeps): FollowSearch => {
  const follow = async (
    id: SearchId,
    after: Position,
    signal: AbortSignal,
  ): Promise<Result<Following, NotHeld | Unavailable>> => {
    const scope = abortScope(signal);
    const opened = await openViewing(deps.stream, id, after, scope.signal);
    if (opened.isErr()) {
      scope.abort();
      return err(
        opened.error.type === 'gone' ? notHeld(id, deps.clock.now(), deps.keptAtMostMs) : opened.error,
      );
    }
    if (opened.value.reading.phase === 'completed') {
      scope.abort();
      await opened.value.viewing[Symbol.asyncDispose]();
      return ok({ type: 'over' });
    }
    const steps = followViewing(deps, id, opened.value, scope);
    // Steps that were never begun have nothing that lets go by itself.
    const end = steps.return.bind(steps);
    steps.return = async (value) => {
      scope.abort();
      const ended = await end(value);
      await opened.value.viewing[Symbol.asyncDispose]();
      return ended;
    };
    return ok({ type: 'following', steps });
  };
  return (id, after, signal) => new ResultAsync(follow(id, after, signal));
};
