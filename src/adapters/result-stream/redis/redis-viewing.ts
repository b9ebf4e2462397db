import type { Redis } from 'ioredis';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Gone, Page, PageBehind, Unavailable, Viewing } from '../../../domain/ports/result-stream.ts';
import type { Entry } from '../../../domain/search/message.ts';
import { BEGINNING, type Position } from '../../../domain/search/position.ts';
import type { SearchId } from '../../../domain/search/search-id.ts';
import type { RedisBells, SubscribedBell } from '../../redis/bells.ts';
import { runScript } from '../../redis/script.ts';
import { wordOf } from '../../redis/stream-reply.ts';
import { attemptOnStream } from './attempt-on-stream.ts';
import { entryOf } from './entry-reply.ts';
import { bellChannel, streamKey } from './keys.ts';
import { fitPage } from '../fit-page.ts';
import type { OldGroups } from './old-groups.ts';
import { PageSize } from './page-size.ts';
import type { ReadAnswer, ReadBatches } from './read-batches.ts';
import { OPEN } from './scripts.ts';

/** A page is empty after this long; it is the caller's chance to look at the clock. */
const PAGE_WAIT_MS = 1_000;
/** The group may be gone and the stream there (a failover lost the group): opened again at most so often a page. */
const MAX_REOPENS = 2;

const EMPTY: Page = { reset: false, entries: [] };

export interface ViewingLink {
  readonly redis: Redis;
  readonly bells: RedisBells;
  readonly batches: ReadBatches;
  readonly oldGroups: OldGroups;
}

/**
 * A viewing is a consumer group of its own, read without acknowledgements. After any fault a new group is opened at the
 * last position that was handed on, as in the beginning: what an answer that never came has taken from the old group is
 * read again.
 */
export class RedisViewing implements Viewing {
  start: Entry | undefined;
  reset = false;
  readonly #id: SearchId;
  readonly #name: string;
  readonly #link: ViewingLink;
  readonly #signal: AbortSignal;
  readonly #bell: SubscribedBell;
  readonly #size = new PageSize();
  /** Groups that may be there: the newest is read from, the others are to be destroyed. */
  #groups: readonly string[] = [];
  #opened = 0;
  /** The link on which it was opened; undefined where it is to be opened. */
  #openedOn: number | undefined;
  /** The last look found nothing, so the next one waits for a ring. */
  #isDry = false;
  #at: Position;
  /** Read in one go with the last page, and too large for it. */
  #rest: readonly Entry[] = [];

  constructor(id: SearchId, name: string, after: Position, link: ViewingLink, signal: AbortSignal) {
    this.#id = id;
    this.#name = name;
    this.#at = after;
    this.#link = link;
    this.#signal = signal;
    this.#bell = link.bells.listen(bellChannel(id), signal);
  }

  /** Where the viewing stands, once it stands there. The bell is heard before the first look, so nothing falls between. */
  async open(): Promise<Result<PageBehind, Gone | Unavailable>> {
    await this.#bell.subscribed;
    const link = this.#link.batches.link;
    this.#rest = [];
    this.#isDry = false;
    this.#opened += 1;
    const group = `v:${this.#name}.${this.#opened}`;
    const old = this.#groups;
    this.#groups = [...old, group];
    const reply = await attemptOnStream(this.#link.redis, () =>
      runScript(this.#link.redis, OPEN, [streamKey(this.#id)], [this.#at, group, ...old]),
    );
    if (reply.isErr()) return err(reply.error);
    const [word, start] = wordOf(reply.value);
    this.#groups = word === 'gone' ? [] : [group];
    if (word === 'gone') return err({ type: 'gone' });
    this.#openedOn = link;
    if (word === 'reset') this.#at = BEGINNING;
    return ok({
      start: start === undefined ? undefined : entryOf(start),
      reset: word === 'reset',
      entries: [],
    });
  }

  next(): ResultAsync<Page, Gone | Unavailable> {
    return new ResultAsync(this.#next());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#bell[Symbol.asyncDispose]();
    const groups = this.#groups;
    this.#groups = [];
    this.#openedOn = undefined;
    await this.#link.oldGroups.destroy(streamKey(this.#id), groups);
  }

  async #next(): Promise<Result<Page, Gone | Unavailable>> {
    const until = Date.now() + PAGE_WAIT_MS;
    for (let reopens = 0; !this.#signal.aborted;) {
      if (!this.#isOpen) {
        const opened = await this.open();
        if (opened.isErr() || opened.value.reset) return opened;
        reopens += 1;
      }
      const waitMs = until - Date.now();
      if (this.#isDry && (waitMs <= 0 || !(await this.#bell.heard(waitMs)))) return ok(EMPTY);
      this.#isDry = false;
      // The link may have been another one since.
      if (!this.#isOpen) continue;
      const read = await this.#read();
      if (read.isOk()) {
        if (read.value.length > 0) return ok({ ...EMPTY, entries: read.value });
        this.#isDry = true;
        continue;
      }
      this.#openedOn = undefined;
      if (read.error.type === 'unavailable') return err(read.error);
      if (reopens === MAX_REOPENS)
        return err({ type: 'unavailable', reason: 'the group of the viewing keeps vanishing' });
    }
    return ok(EMPTY);
  }

  /** A link that came back may have led to a server that knows less: only opening again finds that out. */
  get #isOpen(): boolean {
    return this.#openedOn === this.#link.batches.link;
  }

  async #read(): Promise<ReadAnswer> {
    if (this.#rest.length === 0) {
      const group = this.#groups.at(-1) ?? '';
      const read = await this.#link.batches.read(streamKey(this.#id), group, this.#size);
      if (read.isErr()) return read;
      if (!this.#isOpen) return err({ type: 'no_group' });
      this.#size.saw(read.value);
      this.#rest = read.value;
    }
    const page = fitPage(this.#rest);
    this.#rest = this.#rest.slice(page.length);
    this.#at = page.at(-1)?.position ?? this.#at;
    return ok(page);
  }
}
