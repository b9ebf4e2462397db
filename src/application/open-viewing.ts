import { err, ok, type Result } from 'neverthrow';
import type { Gone, Page, ResultStream, Unavailable, Viewing } from '../domain/ports/result-stream.ts';
import {
  deliver,
  type Reading,
  readingAfterReset,
  readingFrom,
  readingFromBeginning,
} from '../domain/search/delivery.ts';
import { BEGINNING, type Position } from '../domain/search/position.ts';
import type { SearchId } from '../domain/search/search-id.ts';

/** A viewing, and what its viewer has been given so far. */
export interface OpenViewing {
  readonly viewing: Viewing;
  readonly reading: Reading;
  /** At the beginning the first page is read at once: it tells whether the stream is a search's at all. */
  readonly first: Page | undefined;
}

/** Opens a viewing; a stream that does not begin like a search is as good as none. */
export const openViewing = async (
  stream: ResultStream,
  id: SearchId,
  after: Position,
  signal: AbortSignal,
): Promise<Result<OpenViewing, Gone | Unavailable>> => {
  const viewed = await stream.view(id, after, signal);
  if (viewed.isErr()) return err(viewed.error);
  const viewing = viewed.value;
  if (viewing.start === undefined) return openAtBeginning(id, viewing);
  const reading = readingFrom(viewing.start);
  if (reading !== undefined) return ok({ viewing, reading, first: undefined });
  await viewing[Symbol.asyncDispose]();
  return reopen(stream, id, signal);
};

/** From the beginning, for a viewer that holds what does not stand. */
export const reopen = async (
  stream: ResultStream,
  id: SearchId,
  signal: AbortSignal,
): Promise<Result<OpenViewing, Gone | Unavailable>> => {
  const opened = await openViewing(stream, id, BEGINNING, signal);
  return opened.map(({ viewing, first }) => ({
    viewing,
    reading: readingAfterReset(),
    first: { entries: first?.entries ?? [], reset: true },
  }));
};

const openAtBeginning = async (
  id: SearchId,
  viewing: Viewing,
): Promise<Result<OpenViewing, Gone | Unavailable>> => {
  const first = await viewing.next();
  const entry = first.isOk() ? first.value.entries[0] : undefined;
  if (first.isErr() || entry === undefined || deliver(id, readingFromBeginning(), entry).type === 'unknown') {
    await viewing[Symbol.asyncDispose]();
    return err(first.isErr() ? first.error : { type: 'gone' });
  }
  const reading = viewing.reset ? readingAfterReset() : readingFromBeginning();
  return ok({ viewing, reading, first: { ...first.value, reset: viewing.reset } });
};
