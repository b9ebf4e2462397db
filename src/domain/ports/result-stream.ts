import type { ResultAsync } from 'neverthrow';
import type { Entry, SearchMessage } from '../search/message.ts';
import type { Position } from '../search/position.ts';
import type { SearchId } from '../search/search-id.ts';

/** The store did not answer, or answered that it cannot. Whether the command was carried out is not known. */
export type Unavailable = { readonly type: 'unavailable'; readonly reason: string };
/** No such stream: never created, expired or deleted. */
export type Gone = { readonly type: 'gone' };
/** The log is not where the writer thinks: nothing was stored; read on and decide again. */
export type Conflict = { readonly type: 'conflict' };
export type Exists = { readonly type: 'exists' };

/** Where a writer has folded the log to: the position and the number of its last entry. */
export interface Tail {
  readonly position: Position;
  readonly seq: number;
}

export interface Page {
  /** The reader's position is not there (any more): what it holds is void, and what comes is from the beginning. */
  readonly reset: boolean;
  readonly entries: readonly Entry[];
}

export interface PageBehind extends Page {
  /** The entry on which the reader stands; undefined at the beginning. */
  readonly start: Entry | undefined;
}

/**
 * One viewer's way through one stream. Not for concurrent use: ask for the next page once the last is dealt with, since
 * asking says that it was. Disposing is idempotent, and leaves nothing of the viewing in the store.
 */
export interface Viewing extends AsyncDisposable {
  /** Where the viewing begins. */
  readonly start: Entry | undefined;
  readonly reset: boolean;
  /**
   * The next page: at once if something lies there, else when something comes, else an empty one after a bounded wait.
   * An empty page too as soon as the viewing's signal aborts. `unavailable` is not final: the next call opens again
   * behind the last page, and neither skips nor repeats. `gone` is final.
   */
  next(): ResultAsync<Page, Gone | Unavailable>;
}

/** Rings when something may have been appended. A hint: it may ring for nothing, and a ring may be lost. */
export interface Bell extends AsyncDisposable {
  /** Resolves at the first ring since the last call, at the latest after `waitMs`, or at once when the signal aborts. */
  rung(waitMs: number): Promise<void>;
}

/** What one step of tidying did. */
export interface Tidied {
  readonly removed: number;
  /** All that was there when the round began has been looked at; the next step begins another. */
  readonly isRoundOver: boolean;
}

/** The largest page, in entries. */
export const MAX_PAGE = 100;

/** More pages than our own writers fill, however large their entries are. Others can write on and on. */
export const MAX_PAGES = 220;

/** Longer than any viewer takes to read an end that lies there, or to be dropped because it does not read. */
export const LETTING_GO_MS = 60_000;

/**
 * The finite logs of all searches, each on its own. What the adapters promise beyond these types is the contract suite
 * in `test/contract`, which both of them pass.
 */
export interface ResultStream {
  /**
   * A new stream that holds its first message and expires after `ttlMs`. Refuses an id that exists, unless all it
   * holds is this very message: so a creation whose answer was lost may be repeated.
   */
  create(id: SearchId, requested: SearchMessage, ttlMs: number): ResultAsync<Tail, Exists | Unavailable>;
  /**
   * Appends all of the messages directly behind `tail`, or none; none behind a final position. Where exactly these messages
   * lie there already it is a success: so an append whose answer was lost may be repeated. Never creates a stream. The one
   * that completes a search sets how long its stream is kept from then on.
   */
  append(
    id: SearchId,
    tail: Tail,
    messages: readonly SearchMessage[],
  ): ResultAsync<Tail, Conflict | Gone | Unavailable>;
  /**
   * Ends a search whose log others never leave alone: appends `completed` behind whatever is last, provided that no
   * `completed` lies behind `tail` yet. Its number counts all that lies in between. A success too where the one that lies
   * there is this very message: so an end whose answer was lost may be repeated. A conflict too behind a final position. A
   * stream in which nothing lies, or whose next entry would lie at a final position, is removed, and gone.
   */
  end(id: SearchId, tail: Tail, completed: SearchMessage): ResultAsync<Tail, Conflict | Gone | Unavailable>;
  /** At most `limit` (≤ MAX_PAGE) entries behind a position, now; keeps nothing of the reader. */
  read(id: SearchId, after: Position, limit: number): ResultAsync<PageBehind, Gone | Unavailable>;
  view(id: SearchId, after: Position, signal: AbortSignal): ResultAsync<Viewing, Gone | Unavailable>;
  listen(id: SearchId, signal: AbortSignal): Bell;
  /** Keeps a stream at least `ttlMs` from now, never shorter than it is kept already. */
  retain(id: SearchId, ttlMs: number): ResultAsync<void, Unavailable>;
  /** Keeps a stream at most `ttlMs` from now, never longer than it is kept already; 0 lets go of it now. */
  expire(id: SearchId, ttlMs: number): ResultAsync<void, Unavailable>;
  /**
   * Lets go of a stream whose end lies at `end` if no viewing of it stands before that; else, or where too many are open to
   * look at each, keeps it for them, at most `LETTING_GO_MS` from now.
   */
  letGo(id: SearchId, end: Position): ResultAsync<void, Unavailable>;
  /**
   * Looks at some of all the streams that anybody made, at others with each call: removes what does not begin as a search
   * does, and keeps what nobody gave a time for `ttlMs` from now.
   */
  tidy(ttlMs: number): ResultAsync<Tidied, Unavailable>;
}
