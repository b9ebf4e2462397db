import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { ResultStream } from '../domain/ports/result-stream.ts';
import { BEGINNING, type Position } from '../domain/search/position.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import {
  type Folding,
  type NoSuchEntry,
  type ReadError,
  readLog,
  readOn,
  readUntil,
  type SearchLog,
} from './search-log.ts';

/**
 * How much of the store's payload is held folded, over all searches. Folded it takes about twice as much memory, and with
 * its rows three times; a search has 8 MB of payload at most.
 */
export const MAX_HELD_BYTES = 48 * 1024 * 1024;
/** However small they are. */
export const MAX_HELD_SEARCHES = 500;
/** Of one search, as of how many positions: each costs its maps, the rest they share. */
export const MAX_HELD_POSITIONS = 4;

export interface FoldedSearchesDeps<View> {
  readonly stream: ResultStream;
  readonly folding: Folding<View>;
}

type Read<View> = Promise<Result<SearchLog<View>, ReadError>>;

interface Held<View> {
  log: SearchLog<View> | undefined;
  reading: Read<View> | undefined;
  /** Begins once `reading` is over: who comes meanwhile must not be told what was read before it came. */
  next: Read<View> | undefined;
  /** As of earlier positions, the oldest first. */
  readonly kept: Map<Position, SearchLog<View>>;
}

/** Searches as far as they have been folded, so that only what came since is read and folded. The least recently used go first. */
export class FoldedSearches<View> {
  readonly #stream: ResultStream;
  readonly #folding: Folding<View>;
  readonly #held = new Map<SearchId, Held<View>>();

  constructor({ stream, folding }: FoldedSearchesDeps<View>) {
    this.#stream = stream;
    this.#folding = folding;
  }

  /** How many searches are held. */
  get size(): number {
    return this.#held.size;
  }

  /** A search as of now. Any number who ask at once cause at most two reads. */
  now(id: SearchId): ResultAsync<SearchLog<View>, ReadError> {
    const held = this.#use(id);
    if (held.reading === undefined && held.next === undefined) return new ResultAsync(this.#read(id, held));
    held.next ??= this.#readNext(id, held);
    return new ResultAsync(held.next);
  }

  /** A search as it was when this entry was its last. */
  asOf(id: SearchId, position: Position): ResultAsync<SearchLog<View>, ReadError | NoSuchEntry> {
    return new ResultAsync(this.#readUntil(id, position));
  }

  /** Expects that somebody will ask for the search as it was then. */
  keep(log: SearchLog<View>): void {
    const { kept } = this.#use(log.id);
    kept.delete(log.position);
    kept.set(log.position, log);
    for (const position of kept.keys()) {
      if (kept.size <= MAX_HELD_POSITIONS) break;
      kept.delete(position);
    }
  }

  async #read(id: SearchId, held: Held<View>): Read<View> {
    held.next = undefined;
    held.reading = this.#readFrom(id, held.log);
    try {
      const read = await held.reading;
      if (read.isOk()) held.log = read.value;
      else if (read.error.type === 'gone') this.#forget(id, held);
      this.#makeRoom();
      return read;
    } finally {
      held.reading = undefined;
    }
  }

  async #readNext(id: SearchId, held: Held<View>): Read<View> {
    await Promise.allSettled([held.reading]);
    return this.#read(id, held);
  }

  async #readFrom(id: SearchId, log: SearchLog<View> | undefined): Read<View> {
    return log === undefined
      ? readLog(this.#stream, id, this.#folding)
      : readOn(this.#stream, log, this.#folding);
  }

  async #readUntil(
    id: SearchId,
    position: Position,
  ): Promise<Result<SearchLog<View>, ReadError | NoSuchEntry>> {
    if (position === BEGINNING) return err({ type: 'no_such_entry' });
    const held = this.#held.get(id);
    // What is held may lie in a store that has lost it since.
    const there = await this.#stream.read(id, position, 1);
    if (there.isErr()) {
      if (there.error.type === 'gone' && held !== undefined) this.#forget(id, held);
      return err(there.error);
    }
    if (there.value.reset) return err({ type: 'no_such_entry' });
    const known = held?.log?.position === position ? held.log : held?.kept.get(position);
    if (known !== undefined) {
      this.#use(id);
      return ok(known);
    }
    const read = await readUntil(this.#stream, id, this.#folding, position);
    if (read.isOk()) {
      this.keep(read.value);
      this.#makeRoom();
    }
    return read;
  }

  /** The one that was used last is the last one to go. */
  #use(id: SearchId): Held<View> {
    const held = this.#held.get(id) ?? {
      log: undefined,
      reading: undefined,
      next: undefined,
      kept: new Map(),
    };
    this.#held.delete(id);
    this.#held.set(id, held);
    return held;
  }

  #forget(id: SearchId, held: Held<View>): void {
    held.log = undefined;
    held.kept.clear();
    if (this.#held.get(id) === held) this.#held.delete(id);
  }

  #makeRoom(): void {
    let bytes = 0;
    for (const held of this.#held.values()) bytes += bytesOf(held);
    for (const [id, held] of this.#held) {
      if (bytes <= MAX_HELD_BYTES && this.#held.size <= MAX_HELD_SEARCHES) return;
      if (this.#held.size === 1) return;
      bytes -= bytesOf(held);
      this.#held.delete(id);
    }
  }
}

const bytesOf = <View>({ log, kept }: Held<View>): number =>
  Math.max(log?.session.bytes ?? 0, ...[...kept.values()].map(({ session }) => session.bytes));
