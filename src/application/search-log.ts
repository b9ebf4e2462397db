import { err, ok, type Result, ResultAsync } from 'neverthrow';
import {
  type Gone,
  MAX_PAGE,
  MAX_PAGES,
  type ResultStream,
  type Tail,
  type Unavailable,
} from '../domain/ports/result-stream.ts';
import { deliver, type Reading, readingAfterReset } from '../domain/search/delivery.ts';
import type { Entry, SearchMessage } from '../domain/search/message.ts';
import { BEGINNING, type Position } from '../domain/search/position.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import { evolve, initialSession, type SearchSession } from '../domain/search/session.ts';

/** What whoever reads a whole log wants to know of it. The stream side does not care what that is. */
export interface Folding<View> {
  initial(): View;
  fold(view: View, messages: readonly SearchMessage[]): View;
}

/** A log folded up to its tail: what a writer must know before it may append. */
export interface SearchLog<View> {
  readonly id: SearchId;
  readonly session: SearchSession;
  readonly view: View;
  /** Of the last entry that counts, where a reader may stand. */
  readonly position: Position;
  /** Of the last entry at all, behind which the next one goes. */
  readonly tail: Tail;
  readonly reading: Reading;
  /** Nothing lay behind its tail when it was read. */
  readonly isWhole: boolean;
}

export type ReadError = Gone | Unavailable;
/** There is no such entry (any more). */
export type NoSuchEntry = { readonly type: 'no_such_entry' };

const emptyLog = <View>(id: SearchId, folding: Folding<View>): SearchLog<View> => ({
  id,
  session: initialSession(),
  view: folding.initial(),
  position: BEGINNING,
  tail: { position: BEGINNING, seq: 0 },
  // The log as it lies there is the truth: a writer is never reset.
  reading: readingAfterReset(),
  isWhole: true,
});

/** The log and what was said behind it; undefined where the stream is no search's. */
const foldPage = <View>(
  log: SearchLog<View>,
  entries: readonly Entry[],
  folding: Folding<View>,
): SearchLog<View> | undefined => {
  let { session, position, tail, reading } = log;
  const messages: SearchMessage[] = [];
  for (const entry of entries) {
    const delivery = deliver(log.id, reading, entry);
    if (delivery.type === 'unknown' || delivery.type === 'reset') return undefined;
    reading = delivery.next;
    tail = { position: entry.position, seq: reading.seq ?? tail.seq + 1 };
    if (delivery.type === 'drop') continue;
    position = entry.position;
    session = evolve(session, delivery.entry);
    messages.push(delivery.entry);
  }
  return { ...log, session, view: folding.fold(log.view, messages), position, tail, reading };
};

/** A stream that was emptied is no search any more. */
const isSearch = <View>({ session }: SearchLog<View>): boolean => session.phase !== 'unknown';

/** The very same where it was known to be. */
const asWhole = <View>(log: SearchLog<View>): SearchLog<View> =>
  log.isWhole ? log : { ...log, isWhole: true };

/** Whoever reads does with what was read by the last page, and whoever appends behind it learns that more lies there. */
const readToTheEnd = async <View>(
  stream: ResultStream,
  from: SearchLog<View>,
  folding: Folding<View>,
  until?: Position,
): Promise<Result<SearchLog<View>, ReadError>> => {
  let log = from;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await stream.read(log.id, log.tail.position, MAX_PAGE);
    if (page.isErr()) return err(page.error);
    const base = page.value.reset ? emptyLog(log.id, folding) : log;
    if (page.value.entries.length === 0) return isSearch(base) ? ok(asWhole(base)) : err({ type: 'gone' });
    const end = page.value.entries.findIndex(({ position }) => position === until) + 1;
    const entries = end > 0 ? page.value.entries.slice(0, end) : page.value.entries;
    const next = foldPage(base, entries, folding);
    if (next === undefined) return err({ type: 'gone' });
    if (end > 0) return ok(next);
    log = next;
  }
  return ok({ ...log, isWhole: false });
};

/** The whole log of a search. A stream that is no search's is as good as none. */
export const readLog = <View>(
  stream: ResultStream,
  id: SearchId,
  folding: Folding<View>,
): ResultAsync<SearchLog<View>, ReadError> =>
  new ResultAsync(readToTheEnd(stream, emptyLog(id, folding), folding));

/** The log as it was when this entry was its last. */
export const readUntil = <View>(
  stream: ResultStream,
  id: SearchId,
  folding: Folding<View>,
  until: Position,
): ResultAsync<SearchLog<View>, ReadError | NoSuchEntry> =>
  new ResultAsync<SearchLog<View>, ReadError | NoSuchEntry>(
    readToTheEnd(stream, emptyLog(id, folding), folding, until),
  ).andThen((log) => (log.tail.position === until ? ok(log) : err({ type: 'no_such_entry' as const })));

/** What others have said since. */
export const readOn = <View>(
  stream: ResultStream,
  log: SearchLog<View>,
  folding: Folding<View>,
): ResultAsync<SearchLog<View>, ReadError> => new ResultAsync(readToTheEnd(stream, log, folding));

/** The log after these messages were appended to it. */
export const withAppended = <View>(
  log: SearchLog<View>,
  messages: readonly SearchMessage[],
  tail: Tail,
  folding: Folding<View>,
): SearchLog<View> => {
  const session = messages.reduce(evolve, log.session);
  return {
    ...log,
    session,
    view: folding.fold(log.view, messages),
    position: tail.position,
    tail,
    isWhole: true,
    reading: { ...log.reading, phase: session.phase, seq: tail.seq },
  };
};
