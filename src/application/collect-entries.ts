import { err, ok, type Result } from 'neverthrow';
import type { Journal } from '../domain/ports/journal.ts';
import {
  type Gone,
  MAX_PAGE,
  MAX_PAGES,
  type ResultStream,
  type Unavailable,
} from '../domain/ports/result-stream.ts';
import {
  type Reading,
  readingAfterReset,
  readingFrom,
  readingFromBeginning,
} from '../domain/search/delivery.ts';
import type { DeliveredEntry, Entry } from '../domain/search/message.ts';
import { SEARCH_LIMITS } from '../domain/search/decide.ts';
import { MAX_PAYLOAD_BYTES, utf8Bytes } from '../domain/search/payload.ts';
import { BEGINNING, type Position } from '../domain/search/position.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import { deliverPage } from './deliver-page.ts';

/** `completed` is let in even where a search is full. */
const MOST_BYTES = SEARCH_LIMITS.bytes + MAX_PAYLOAD_BYTES;

export interface Collected {
  readonly entries: readonly DeliveredEntry[];
  readonly completed: boolean;
  /** What the reader held is void; the entries are from the beginning. */
  readonly reset: boolean;
}

/** What one look found, and where the next one begins, so that nothing is looked at twice. */
export interface Looked extends Collected {
  readonly next: From;
  /** The look ended before the log did: there may be more at once. */
  readonly isCutShort: boolean;
}

/** Where a look begins. */
export interface From {
  readonly position: Position;
  /** Undefined: as the entry at the position says. */
  readonly reading: Reading | undefined;
  readonly reset: boolean;
  /** How far to read at least; undefined: to the first entry that counts. */
  readonly beyond: Beyond | undefined;
}

/** Past a gap, and to an entry that counts and is not the one where the reader stood. */
interface Beyond {
  readonly gap: Position;
  readonly stood: Position;
}

const standingAt = (start: Entry | undefined): Reading | undefined =>
  start === undefined ? readingFromBeginning() : readingFrom(start);

/** From the beginning, and past the gap: a reader that stood before it again would be reset again. */
const afresh = (beyond: Beyond | undefined): From => ({
  position: BEGINNING,
  reading: readingAfterReset(),
  reset: true,
  beyond,
});

/** The next look begins where this one did. */
const nothingYet = (from: From): Looked => ({
  entries: [],
  completed: false,
  reset: false,
  next: from,
  isCutShort: false,
});

/** More than our own writers ever said: somebody else numbers the log, and its gaps mean nothing. */
const isForeign = (entries: readonly DeliveredEntry[], bytes: number): boolean =>
  entries.length > SEARCH_LIMITS.messages || bytes > MOST_BYTES;

/**
 * Whether anything that counts lies behind the gap. As long as nothing does, the reader would stand before it again, and
 * be reset at every look.
 */
const leadsOn = ({ entries }: Collected, before: Position): boolean => entries.at(-1)?.position !== before;

/**
 * What lies behind a position and counts, up to about a page of it; none if there is none yet, or none as far as was looked.
 * After a gap, all from the beginning to beyond it at once: all that a poller says is its position, so one that stood before
 * the gap again would be reset again. That is as much as a search may hold; where others have written more, the log as it lies
 * there is the truth.
 */
export const collectEntries = async (
  stream: ResultStream,
  id: SearchId,
  from: From,
  journal: Journal,
): Promise<Result<Looked, Gone | Unavailable>> => {
  const entries: DeliveredEntry[] = [];
  let { position, reading, reset } = from;
  let bytes = 0;
  let isCutShort = true;
  let isPast = from.beyond === undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await stream.read(id, position, MAX_PAGE);
    if (page.isErr()) return err(page.error);
    if (page.value.reset) {
      entries.length = 0;
      bytes = 0;
    }
    reset ||= page.value.reset;
    reading = page.value.reset ? readingAfterReset() : (reading ?? standingAt(page.value.start));
    if (reading === undefined) return collectEntries(stream, id, afresh(undefined), journal);
    const delivered = deliverPage(id, reading, page.value.entries, journal);
    if (delivered.outcome === 'unknown') return err({ type: 'gone' });
    entries.push(...delivered.entries);
    bytes += delivered.entries.reduce((sum, { payload }) => sum + utf8Bytes(payload), 0);
    if (isForeign(entries, bytes)) break;
    reading = delivered.reading;
    position = page.value.entries.at(-1)?.position ?? position;
    const isGap = delivered.outcome === 'gap';
    if (isGap && entries.length === 0) return pastGap(stream, id, from, { reading, gap: position }, journal);
    const isEmpty = page.value.entries.length === 0;
    if (isEmpty && reading.phase === 'unknown') return err({ type: 'gone' });
    const atEnd = isEmpty || delivered.outcome === 'completed';
    isPast ||= page.value.entries.some((entry) => entry.position === from.beyond?.gap);
    const enough = isPast && entries.length > 0 && entries.at(-1)?.position !== from.beyond?.stood;
    isCutShort = !isGap && !atEnd && !enough;
    if (!isCutShort) break;
  }
  const next = { position, reading, reset: false, beyond: undefined };
  return ok({ entries, completed: reading?.phase === 'completed', reset, next, isCutShort });
};

/** For a reader that stands before a gap, and has been given nothing since. */
const pastGap = async (
  stream: ResultStream,
  id: SearchId,
  from: From,
  { reading, gap }: { readonly reading: Reading; readonly gap: Position },
  journal: Journal,
): Promise<Result<Looked, Gone | Unavailable>> => {
  const again = await collectEntries(stream, id, afresh({ gap, stood: from.position }), journal);
  if (again.isErr()) return err(again.error);
  // The phase is still that of the reader's own position, since nothing counted in between.
  const unmoved = { ...from, reading: { ...reading, mayReset: false } };
  if (again.value.isCutShort) return collectEntries(stream, id, unmoved, journal);
  return ok(leadsOn(again.value, from.position) ? again.value : nothingYet(from));
};

/** For a first look, behind a reader's own position. */
export const behind = (position: Position): From => ({
  position,
  reading: undefined,
  reset: false,
  beyond: undefined,
});
