import { systemClock } from '../src/adapters/clock/system-clock.ts';
import { loadPlaces } from '../src/adapters/places/load-places.ts';
import { InMemoryResultStream } from '../src/adapters/result-stream/in-memory/in-memory-result-stream.ts';
import { parseMessage } from '../src/adapters/wire/parse-message.ts';
import { flightEnding } from '../src/application/flight-ending.ts';
import { FoldedSearches } from '../src/application/folded-searches.ts';
import { type PageRequest, pageSearch } from '../src/application/page-search.ts';
import { SORTS } from '../src/domain/flights/pages/ranking.ts';
import { instantClock } from '../test/support/instant-clock.ts';
import { marketMessages } from '../test/support/market-messages.ts';
import { newSearchId } from '../test/support/new-search-id.ts';
import { inStreamOf } from '../test/support/paging.ts';
import { Table } from './table.ts';

/** What a search holds at most, from eight suppliers. */
const ITINERARIES = 2_000;
const TTL_MS = 3_600_000;
const KEPT_AT_MOST_MS = 3_600_000;

const FILTERS = {
  max_stops: 1,
  max_duration: 1_800,
  carriers: ['N1', 'Q4', 'V7'],
  suppliers: ['alder', 'birch', 'cedar', 'elm'],
  departures: [{ from: '06:00', to: '20:00' }],
  min_bags: 1,
} satisfies PageRequest['filters'];

const TYPED = ['l', 'lon', 'london', 'new y', 'sao paulo', 'zurich', 'heathrow', 'xyzzy'];

const id = newSearchId();
const messages = inStreamOf(id, marketMessages(ITINERARIES));
const stream = new InMemoryResultStream({ clock: systemClock, completedTtlMs: undefined });
const [requested, ...others] = messages;
if (requested === undefined) throw new Error('a search begins with a request');
const created = (await stream.create(id, requested, TTL_MS))._unsafeUnwrap();
(await stream.append(id, created, others))._unsafeUnwrap();

// Offers of these searches have not expired by then.
const clock = instantClock();
const folding = flightEnding(parseMessage);
const foldAfresh = () => new FoldedSearches({ stream, folding });
const pagesOf = (folded: ReturnType<typeof foldAfresh>) =>
  pageSearch({ folded, clock, keptAtMostMs: KEPT_AT_MOST_MS });
const wanted = (changed: Partial<PageRequest>): PageRequest => ({
  sort: 'best',
  limit: 50,
  filters: {},
  ...changed,
});

const table = new Table();
const parsing = await table.measure('JSON.parse of all messages', 20, () => {
  for (const { payload } of messages) JSON.parse(payload);
});
table.unit = parsing;

await table.measure('fold all of it', 10, async () => (await foldAfresh().now(id))._unsafeUnwrap());
await table.measure('first page of it, folded for it', 10, async () =>
  (await pagesOf(foldAfresh())(id, wanted({})))._unsafeUnwrap(),
);

const folded = foldAfresh();
(await folded.now(id))._unsafeUnwrap();
await table.measure('first page of it, folded before', 30, async () =>
  (await pagesOf(folded)(id, wanted({})))._unsafeUnwrap(),
);

const take = pagesOf(folded);
const first = (await take(id, wanted({})))._unsafeUnwrap();
for (const sort of SORTS) {
  await table.measure(`page by ${sort}`, 60, async () => (await take(id, wanted({ sort })))._unsafeUnwrap());
}
await table.measure('page with six filters', 60, async () =>
  (await take(id, wanted({ filters: FILTERS, max_price: '900' })))._unsafeUnwrap(),
);
await table.measure('page of 200 rows, as JSON', 60, async () =>
  JSON.stringify((await take(id, wanted({ limit: 200 })))._unsafeUnwrap().page),
);
const { next } = first;
await table.measure('next page', 60, async () =>
  (await take(id, wanted({ ...(next !== undefined && { next }) })))._unsafeUnwrap(),
);

const places = loadPlaces();
await table.measure(
  'look-up of an airport',
  200,
  () => {
    for (const text of TYPED) places.find(text, 10);
  },
  TYPED.length,
);

const { stats } = first.page;
table.print(`${stats.itineraries} itineraries, ${stats.offers} offers, ${messages.length} messages`);
