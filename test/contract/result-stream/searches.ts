import type { Page, ResultStream, Tail, Viewing } from '../../../src/domain/ports/result-stream.ts';
import type { Entry, SearchMessage } from '../../../src/domain/search/message.ts';
import { BEGINNING, type Position } from '../../../src/domain/search/position.ts';
import type { SearchId } from '../../../src/domain/search/search-id.ts';
import {
  completedMessage,
  processingMessage,
  requestedMessage,
  resultMessage,
} from '../../support/messages.ts';
import { type StreamWorld, TTL_MS } from './stream-world.ts';

export interface Search {
  readonly id: SearchId;
  readonly tail: Tail;
}

/** Far more pages than any search of the contract has. */
const MAX_PAGES = 500;

export const results = (count: number): readonly SearchMessage[] =>
  Array.from({ length: count }, (_, index) => resultMessage(index + 1));

export const appended = async (
  stream: ResultStream,
  { id, tail }: Search,
  messages: readonly SearchMessage[],
): Promise<Search> => ({ id, tail: (await stream.append(id, tail, messages))._unsafeUnwrap() });

/** A search that was just requested. */
export const requestedSearch = async ({ newId, otherGateway }: StreamWorld): Promise<Search> => {
  const id = newId();
  return { id, tail: (await otherGateway.create(id, requestedMessage(), TTL_MS))._unsafeUnwrap() };
};

/** A search that is being processed, and holds so many results. */
export const runningSearch = async (world: StreamWorld, count = 0): Promise<Search> =>
  appended(world.otherGateway, await requestedSearch(world), [processingMessage(), ...results(count)]);

export const completedSearch = async (world: StreamWorld, count = 0): Promise<Search> =>
  appended(world.otherGateway, await runningSearch(world, count), [completedMessage()]);

/** All that a search holds. */
export const held = async (stream: ResultStream, id: SearchId): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = (await stream.read(id, entries.at(-1)?.position ?? BEGINNING, 100))._unsafeUnwrap();
    if (page.entries.length === 0) return entries;
    entries.push(...page.entries);
  }
  throw new Error('the stream does not end');
};

export const isGone = async (stream: ResultStream, id: SearchId): Promise<boolean> => {
  const page = await stream.read(id, BEGINNING, 1);
  return page.isErr() && page.error.type === 'gone';
};

export const viewed = async (
  stream: ResultStream,
  id: SearchId,
  after: Position = BEGINNING,
  signal: AbortSignal = new AbortController().signal,
): Promise<Viewing> => (await stream.view(id, after, signal))._unsafeUnwrap();

/** Everything that a viewing gives, up to the page that holds an entry of this status; tries again where it is unavailable. */
export const followed = async (
  world: StreamWorld,
  viewing: Viewing,
  status = 'completed',
): Promise<readonly Page[]> => {
  const given: Page[] = [];
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await world.eventually(viewing.next());
    if (page.isErr() && page.error.type === 'unavailable') {
      await world.recovered();
      continue;
    }
    given.push(page._unsafeUnwrap());
    if (entriesOf(given).some((entry) => entry.status === status)) return given;
  }
  throw new Error(`the viewing never came to ${status}`);
};

export const entriesOf = (pages: readonly Page[]): readonly Entry[] =>
  pages.flatMap(({ entries }) => entries);
