import type { SearchId } from '../../src/domain/search/search-id.ts';
import { pollToTheEnd, type Polled } from './poll-to-the-end.ts';
import { entriesOf, requestSearch, viewSearch } from './searches.ts';
import type { SseEvent } from './sse-client.ts';

/** What a search came to for those who watched it. */
export interface Watched {
  readonly id: SearchId;
  /** On one gateway, and on the other. */
  readonly viewed: readonly [readonly SseEvent[], readonly SseEvent[]];
  readonly polled: Polled;
}

/**
 * A search that is watched on two gateways and polled until all three are told that it is over. What befalls it does when both
 * viewers have seen that somebody works on it.
 */
export const watchToTheEnd = async (
  [one, other]: readonly [string, string],
  befall: (id: SearchId) => Promise<unknown>,
): Promise<Watched> => {
  const id = await requestSearch(one);
  await using here = await viewSearch(one, id);
  await using there = await viewSearch(other, id);
  await Promise.all([here.until('processing'), there.until('processing')]);
  const polling = pollToTheEnd(other, id);
  await befall(id);
  const [polled, ...ends] = await Promise.all([polling, here.ended, there.ended]);
  if (ends.some((end) => end !== 'ended')) throw new Error('a viewer was cut off');
  return { id, viewed: [here.events, there.events], polled };
};

/** What a viewer holds in the end: whatever lies before a reset is void. */
export const heldBy = (events: readonly SseEvent[]): readonly string[] =>
  entriesOf(events.slice(events.findLastIndex(({ event }) => event === 'reset') + 1));
