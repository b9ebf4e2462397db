import type { Redis } from 'ioredis';
import { err, ok, type Result } from 'neverthrow';
import type { Unavailable } from '../../../domain/ports/result-stream.ts';
import type { Entry } from '../../../domain/search/message.ts';
import { isErrorReply, toUnavailable, unavailable, unlessCut } from '../../redis/attempt.ts';
import { COMMAND_TIMEOUT_MS } from '../../redis/link-options.ts';
import { isNoStream } from './attempt-on-stream.ts';
import { entriesReadOf } from './entry-reply.ts';

const MAX_READS = 64;
const MAX_BYTES = 4 * 1024 * 1024;
/** A pipeline whose commands did not settle by themselves is given up. */
const GIVE_UP_MS = COMMAND_TIMEOUT_MS + 500;

/** The stream, or the viewing's group in it, is not there. */
export type NoGroup = { readonly type: 'no_group' };
export type ReadAnswer = Result<readonly Entry[], NoGroup | Unavailable>;

interface DueRead {
  readonly key: string;
  readonly group: string;
  readonly count: number;
  readonly expectedBytes: number;
  readonly answer: (answer: ReadAnswer) => void;
  readonly fail: (mistake: unknown) => void;
}

const answerOf = ([error, reply]: [Error | null, unknown]): ReadAnswer => {
  if (error === null) return ok(entriesReadOf(reply));
  const hasNoGroup = isErrorReply(error) && error.message.startsWith('NOGROUP');
  return hasNoGroup || isNoStream(error) ? err({ type: 'no_group' }) : err(toUnavailable(error));
};

/** The reads of all viewings that are due in one tick go to Redis together; none of them blocks there. */
export class ReadBatches {
  readonly #redis: Redis;
  readonly #due: DueRead[] = [];
  #running = false;
  #links = 0;

  constructor(redis: Redis) {
    this.#redis = redis;
    redis.on('ready', () => {
      this.#links += 1;
    });
  }

  /** Another one after each reconnect: it may have led to another server, which knows less. */
  get link(): number {
    return this.#links;
  }

  read(key: string, group: string, size: { count: number; expectedBytes: number }): Promise<ReadAnswer> {
    const { count, expectedBytes } = size;
    return new Promise((answer, fail) => {
      this.#due.push({ key, group, count, expectedBytes, answer, fail });
      if (this.#running) return;
      this.#running = true;
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#due.length > 0) await this.#send(this.#nextBatch());
    this.#running = false;
  }

  #nextBatch(): readonly DueRead[] {
    let bytes = 0;
    let reads = 0;
    for (const { expectedBytes } of this.#due) {
      bytes += expectedBytes;
      if (reads === MAX_READS || (reads > 0 && bytes > MAX_BYTES)) break;
      reads += 1;
    }
    return this.#due.splice(0, reads);
  }

  async #send(batch: readonly DueRead[]): Promise<void> {
    const pipeline = this.#redis.pipeline();
    for (const { key, group, count } of batch) {
      pipeline.call('XREADGROUP', 'GROUP', group, 'viewer', 'COUNT', count, 'NOACK', 'STREAMS', key, '>');
    }
    const replies = await withinReach(unlessCut(this.#redis, pipeline.exec()));
    batch.forEach(({ answer, fail }, at) => {
      const reply = replies[at];
      try {
        answer(reply === undefined ? err(unavailable('no answer')) : answerOf(reply));
      } catch (mistake) {
        // Of one viewing: whatever somebody made of its key, the others go on.
        fail(mistake);
      }
    });
  }
}

type Replies = [Error | null, unknown][];

/** No replies from a link that is down, or silent for too long. */
const withinReach = async (exec: Promise<Replies | null>): Promise<Replies> => {
  let timer: NodeJS.Timeout | undefined;
  const gaveUp = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), GIVE_UP_MS);
  });
  try {
    return (await Promise.race([exec, gaveUp])) ?? [];
  } catch {
    // The link was cut: errors of a command come with its own reply.
    return [];
  } finally {
    clearTimeout(timer);
  }
};
