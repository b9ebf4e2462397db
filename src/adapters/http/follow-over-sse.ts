import type { ParameterizedContext } from 'koa';
import type { Followed } from '../../application/follow-viewing.ts';
import type { FollowSearch } from '../../application/follow-search.ts';
import type { Position } from '../../domain/search/position.ts';
import type { SearchId } from '../../domain/search/search-id.ts';
import { onGone } from './on-gone.ts';
import { sendFailure } from './problem.ts';
import { openSseChannel, type SseChannel } from './sse-channel.ts';
import { entryFrames, faultFrame, resetFrame, retryFrame } from './sse-frame.ts';
import type { Seat } from './viewers.ts';

/** Of a viewer behind the end of its search. */
const LINGER_MS = 60_000;
/** A client that reads nothing for so long is dropped; it can come back to where it was. */
const UNDRAINED_MS = 30_000;
/** When a cut connection is tried again: soon, but not all at the same moment. */
const RETRY_MS = { least: 1_000, most: 3_000 };
/** When a viewer that was sent elsewhere tries again: spread out, so that no gateway is stormed. */
const DISMISSED_RETRY_MS = { least: 500, most: 5_000 };

export interface FollowOverSseDeps {
  readonly followSearch: FollowSearch;
  readonly heartbeatMs: number;
  readonly deadlineMs: number;
  readonly onCrash: (error: unknown) => void;
  readonly lingerMs?: number;
  readonly undrainedMs?: number;
}

export type FollowOverSse = (
  ctx: ParameterizedContext,
  id: SearchId,
  after: Position,
  seat: Seat,
) => Promise<void>;

const between = ({ least, most }: { least: number; most: number }): number =>
  least + Math.random() * (most - least);

/** Tells a browser to come back: it never does after a 503. */
export const sendElsewhere = (ctx: ParameterizedContext): void => {
  ctx.status = 200;
  ctx.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' });
  // A comment, which only people read.
  ctx.body = `: not just now, come back in a moment\n${retryFrame(between(DISMISSED_RETRY_MS))}`;
};

const framesOf = (id: SearchId, step: Followed): string => {
  switch (step.type) {
    case 'entries':
      return entryFrames(step.entries);
    case 'reset':
      return resetFrame(id);
    case 'fault':
      return faultFrame(step.code, step.retryable);
  }
};

const endsWith = (step: Followed): boolean =>
  step.type === 'fault' || (step.type === 'entries' && step.entries.at(-1)?.status === 'completed');

/** Sends step after step, each when the client has taken the one before. */
const pump = async (
  id: SearchId,
  steps: AsyncGenerator<Followed, void>,
  channel: SseChannel,
): Promise<void> => {
  /** One step an activation: a loop would hold the one before as well for a client that takes its time. */
  const sendNext = async (): Promise<boolean> => {
    const next = await steps.next();
    if (next.done === true) return false;
    const taken = await channel.send(framesOf(id, next.value));
    // The response ends before the next step is asked for: asking says that the client has been given this one.
    if (taken && endsWith(next.value)) await channel.end();
    return taken;
  };
  try {
    await channel.send(retryFrame(between(RETRY_MS)));
    // The steps are begun even if the client has left: it is they that let go of the viewing.
    for (let goesOn = true; goesOn;) goesOn = await sendNext();
  } finally {
    await steps.return();
  }
  // Dismissed, or watching for too long: the search goes on, and the viewer may come back for it.
  await channel.end(retryFrame(between(DISMISSED_RETRY_MS)));
};

/** Answers with the stream of a search, from a position to its end, or with why not. Takes the seat. */
export const followOverSse = ({
  followSearch,
  heartbeatMs,
  deadlineMs,
  onCrash,
  lingerMs = LINGER_MS,
  undrainedMs = UNDRAINED_MS,
}: FollowOverSseDeps): FollowOverSse => {
  return async (ctx, id, after, seat) => {
    const tooOld = setTimeout(seat.leave, deadlineMs + lingerMs);
    onGone(ctx, () => {
      clearTimeout(tooOld);
      seat.leave();
    });
    const following = await followSearch(id, after, seat.signal);
    // Dismissed while it was let in, or the store is away: nothing is known of what it asked for, so it is to try again.
    const isUnknown = following.isErr() && (seat.signal.aborted || following.error.type === 'unavailable');
    if (isUnknown) return sendElsewhere(ctx);
    if (following.isErr()) return sendFailure(ctx, following.error);
    if (following.value.type === 'over') {
      ctx.status = 204;
      return undefined;
    }
    const channel = openSseChannel(ctx, { heartbeatMs, undrainedMs });
    void pump(id, following.value.steps, channel).catch(async (error: unknown) => {
      onCrash(error);
      await channel.end(faultFrame('internal_error', true));
    });
    return undefined;
  };
};
