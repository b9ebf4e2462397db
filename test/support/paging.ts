import { parseMessage } from '../../src/adapters/wire/parse-message.ts';
import { flightEnding } from '../../src/application/flight-ending.ts';
import { FoldedSearches } from '../../src/application/folded-searches.ts';
import { type PageRequest, type PageSearch, pageSearch } from '../../src/application/page-search.ts';
import type { FlightMessage } from '../../src/domain/flights/view/messages.ts';
import type { Clock } from '../../src/domain/ports/clock.ts';
import type { ResultStream } from '../../src/domain/ports/result-stream.ts';
import type { SearchMessage } from '../../src/domain/search/message.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';

export const PAGES_KEPT_AT_MOST_MS = 3_600_000;

/** The pages of a gateway of its own. */
export const pagesFrom = (stream: ResultStream, clock: Clock): PageSearch =>
  pageSearch({
    folded: new FoldedSearches({ stream, folding: flightEnding(parseMessage) }),
    clock,
    keptAtMostMs: PAGES_KEPT_AT_MOST_MS,
  });

export const pageRequest = (changed: Partial<PageRequest> = {}): PageRequest => ({
  sort: 'best',
  limit: 200,
  filters: {},
  ...changed,
});

/** As they lie in the stream of this search. */
export const inStreamOf = (id: SearchId, messages: readonly FlightMessage[]): readonly SearchMessage[] =>
  messages.map(({ status, payload }) => ({ status, payload: JSON.stringify({ ...payload, search_id: id }) }));

export const idsOf = ({
  itineraries,
}: {
  readonly itineraries: readonly { readonly itinerary_id: string }[];
}): readonly string[] => itineraries.map(({ itinerary_id }) => itinerary_id);

/** More pages than any search of a test has. */
const MAX_PAGES = 1_000;

/** What is on a page and on all that follow from it; something happens before each of them. */
export const followPages = async (
  first: { readonly take: PageSearch; readonly id: SearchId; readonly request: PageRequest },
  before: (pages: number) => Promise<void>,
): Promise<readonly string[]> => {
  const { take, id, request } = first;
  const ids: string[] = [];
  let next: PageRequest['next'];
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    await before(pages);
    const answer = (await take(id, { ...request, ...(next !== undefined && { next }) }))._unsafeUnwrap();
    if (next !== undefined && answer.page.itineraries.length === 0) throw new Error('a page is empty');
    ids.push(...idsOf(answer.page));
    next = answer.next;
    if (next === undefined) return ids;
  }
  throw new Error('the pages never end');
};
