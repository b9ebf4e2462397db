import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import {
  type Bell,
  type Conflict,
  type Exists,
  type Gone,
  LETTING_GO_MS,
  type PageBehind,
  type ResultStream,
  type Tail,
  type Tidied,
  type Unavailable,
  type Viewing,
} from '../../../domain/ports/result-stream.ts';
import type { SearchMessage } from '../../../domain/search/message.ts';
import type { Position } from '../../../domain/search/position.ts';
import type { SearchId } from '../../../domain/search/search-id.ts';
import { attempt } from '../../redis/attempt.ts';
import type { RedisBells } from '../../redis/bells.ts';
import { runScript, type Script } from '../../redis/script.ts';
import { wordOf } from '../../redis/stream-reply.ts';
import { attemptOnStream } from './attempt-on-stream.ts';
import { positionOf, tailOf } from './entry-reply.ts';
import { bellChannel, streamKey } from './keys.ts';
import { ReadBatches } from './read-batches.ts';
import { OldGroups } from './old-groups.ts';
import { readPage } from './read-page.ts';
import { RedisViewing } from './redis-viewing.ts';
import { APPEND, CREATE, END, LET_GO } from './scripts.ts';
import { tidyStreams } from './tidy-streams.ts';

export interface RedisResultStreamOptions {
  readonly redis: Redis;
  readonly bells: RedisBells;
  /** How long a stream is kept once its search completed; left out, as long as before. */
  readonly completedTtlMs?: number | undefined;
}

/**
 * So often the end of a log that others flood is looked for, which is ten times as long as any search. After that it is
 * completed wherever it ends: another end that lies too deep to be found comes first, and is the only one that counts.
 */
const MAX_WALKS = 20;

/** Why a script appended nothing. */
const refused = (word: string): Conflict | Gone =>
  word === 'gone' ? { type: 'gone' } : { type: 'conflict' };

export class RedisResultStream implements ResultStream {
  readonly #redis: Redis;
  readonly #bells: RedisBells;
  readonly #batches: ReadBatches;
  readonly #oldGroups: OldGroups;
  readonly #completedTtlMs: number | undefined;
  readonly #tidy: (ttlMs: number) => ResultAsync<Tidied, Unavailable>;

  constructor({ redis, bells, completedTtlMs }: RedisResultStreamOptions) {
    this.#redis = redis;
    this.#bells = bells;
    this.#batches = new ReadBatches(redis);
    this.#oldGroups = new OldGroups(redis);
    // Viewings open again on a new link, and find out what it knows.
    redis.on('ready', () => bells.ringAll());
    this.#completedTtlMs = completedTtlMs;
    this.#tidy = tidyStreams(redis);
  }

  create(id: SearchId, requested: SearchMessage, ttlMs: number): ResultAsync<Tail, Exists | Unavailable> {
    return this.#run(CREATE, id, [requested.payload, ttlMs])
      .mapErr((error) => (error.type === 'gone' ? { type: 'exists' as const } : error))
      .andThen(([word, position]) =>
        word === 'ok' ? ok({ position: positionOf(position), seq: 1 }) : err({ type: 'exists' as const }),
      );
  }

  append(
    id: SearchId,
    tail: Tail,
    messages: readonly SearchMessage[],
  ): ResultAsync<Tail, Conflict | Gone | Unavailable> {
    const args = [tail.position, tail.seq + 1, bellChannel(id), this.#completedTtlMs ?? ''];
    const said = messages.flatMap(({ status, payload }) => [status, payload]);
    return this.#run(APPEND, id, [...args, ...said]).andThen(([word, position]) => {
      if (word === 'ok') return ok({ position: positionOf(position), seq: tail.seq + messages.length });
      return err(refused(word));
    });
  }

  end(id: SearchId, tail: Tail, completed: SearchMessage): ResultAsync<Tail, Conflict | Gone | Unavailable> {
    return new ResultAsync(this.#end(id, tail, completed));
  }

  read(id: SearchId, after: Position, limit: number): ResultAsync<PageBehind, Gone | Unavailable> {
    return readPage(this.#redis, streamKey(id), after, limit);
  }

  view(id: SearchId, after: Position, signal: AbortSignal): ResultAsync<Viewing, Gone | Unavailable> {
    return new ResultAsync(this.#view(id, after, signal));
  }

  listen(id: SearchId, signal: AbortSignal): Bell {
    return this.#bells.listen(bellChannel(id), signal);
  }

  retain(id: SearchId, ttlMs: number): ResultAsync<void, Unavailable> {
    return attempt(this.#redis, () => this.#redis.pexpire(streamKey(id), ttlMs, 'GT')).map(() => undefined);
  }

  expire(id: SearchId, ttlMs: number): ResultAsync<void, Unavailable> {
    return attempt(this.#redis, () => this.#redis.pexpire(streamKey(id), ttlMs, 'LT')).map(() => undefined);
  }

  letGo(id: SearchId, end: Position): ResultAsync<void, Unavailable> {
    const args = [end, LETTING_GO_MS];
    // What is no stream any more is nobody's to let go of.
    return attemptOnStream(this.#redis, () => runScript(this.#redis, LET_GO, [streamKey(id)], args))
      .map(() => undefined)
      .orElse((error) => (error.type === 'gone' ? ok() : err(error)));
  }

  tidy(ttlMs: number): ResultAsync<Tidied, Unavailable> {
    return this.#tidy(ttlMs);
  }

  async #end(
    id: SearchId,
    tail: Tail,
    { payload }: SearchMessage,
  ): Promise<Result<Tail, Conflict | Gone | Unavailable>> {
    let from = tail;
    for (let walks = 1; ; walks += 1) {
      const regardless = walks < MAX_WALKS ? '' : 'regardless';
      const kept = this.#completedTtlMs ?? '';
      const args = [from.position, from.seq, bellChannel(id), kept, payload, regardless];
      const answer = await this.#run(END, id, args);
      if (answer.isErr()) return err(answer.error);
      const [word, reached] = answer.value;
      if (word === 'ok') return ok(tailOf(reached));
      if (word !== 'further') return err(refused(word));
      from = tailOf(reached);
    }
  }

  async #view(
    id: SearchId,
    after: Position,
    signal: AbortSignal,
  ): Promise<Result<Viewing, Gone | Unavailable>> {
    const link = {
      redis: this.#redis,
      bells: this.#bells,
      batches: this.#batches,
      oldGroups: this.#oldGroups,
    };
    const viewing = new RedisViewing(id, randomUUID(), after, link, signal);
    const opened = await viewing.open();
    if (opened.isErr()) {
      await viewing[Symbol.asyncDispose]();
      return err(opened.error);
    }
    viewing.start = opened.value.start;
    viewing.reset = opened.value.reset;
    return ok(viewing);
  }

  #run(
    script: Script,
    id: SearchId,
    args: readonly (string | number)[],
  ): ResultAsync<readonly [string, unknown], Gone | Unavailable> {
    const run = () => runScript(this.#redis, script, [streamKey(id)], args);
    return attemptOnStream(this.#redis, run).map(wordOf);
  }
}
