import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Criteria } from '../domain/flights/criteria/criteria.ts';
import type { Requested } from '../domain/flights/view/messages.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { IdempotencyKeys, KeyHolder } from '../domain/ports/idempotency-keys.ts';
import type { ParseMessage } from '../domain/ports/parse-message.ts';
import type { RequestQueue } from '../domain/ports/request-queue.ts';
import type { ResultStream, Unavailable } from '../domain/ports/result-stream.ts';
import type { NextSearchId } from '../domain/ports/search-ids.ts';
import type { SearchMessage } from '../domain/search/message.ts';
import { BEGINNING } from '../domain/search/position.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import type { CloseSearch } from './close-search.ts';
import { CLIENT_PATIENCE_MS, patiently } from './patiently.ts';
import type { RequestSearch } from './request-search.ts';

/** Who is seen to hold a key for so long, and does not say that its search is created, is not going to. */
const ABANDONED_MS = 3_000;
const LOOK_EVERY_MS = 50;
/** More than it takes to wait for one holder, and for another that took over from it. */
const MAX_LOOKS = 200;

/** Under which a request may be repeated. */
export interface RepeatKey {
  readonly key: string;
  readonly fingerprint: string;
}

export interface RequestedOnce {
  readonly requested: Requested;
  /** The search was there already. */
  readonly repeated: boolean;
}

/** `mismatch`: the key stands for other criteria. `expired`: its search is no longer kept. */
export type RequestOnceError = Unavailable | { readonly type: 'mismatch' } | { readonly type: 'expired' };

export interface RequestOnceDeps {
  readonly requestSearch: RequestSearch;
  readonly closeSearch: CloseSearch;
  readonly keys: IdempotencyKeys;
  readonly stream: ResultStream;
  readonly queue: RequestQueue;
  readonly parseMessage: ParseMessage;
  readonly nextId: NextSearchId;
  readonly clock: Clock;
}

/** `caller`: the name of the API key under which it is requested. */
export type RequestOnce = (
  criteria: Criteria,
  repeat: RepeatKey | undefined,
  signal: AbortSignal,
  caller?: string,
) => ResultAsync<RequestedOnce, RequestOnceError>;

/**
 * Creates one search for all requests under one key, on whatever gateways they arrive and however close together. What a
 * holder left half-done when it died is finished by whoever finds it.
 */
export const requestOnce = (deps: RequestOnceDeps): RequestOnce => {
  const { requestSearch, closeSearch, keys, stream, queue, parseMessage, nextId, clock } = deps;

  const hold = (key: string, to: KeyHolder, signal: AbortSignal, from?: KeyHolder) =>
    patiently(() => keys.hold(key, to, from), { clock, patienceMs: CLIENT_PATIENCE_MS, signal });

  /** Undefined where no such search is held. */
  const find = async (id: SearchId): Promise<Result<SearchMessage | undefined, Unavailable>> => {
    const page = await stream.read(id, BEGINNING, 1);
    if (page.isErr()) return page.error.type === 'gone' ? ok(undefined) : err(page.error);
    const [first] = page.value.entries;
    return ok(first?.status === 'requested' ? { status: 'requested', payload: first.payload } : undefined);
  };

  const repeated = (message: SearchMessage | undefined): Result<RequestedOnce, RequestOnceError> => {
    const parsed = message && parseMessage(message);
    return parsed?.status === 'requested'
      ? ok({ requested: parsed.payload, repeated: true })
      : err({ type: 'expired' });
  };

  /** Undefined where the key went to another meanwhile, which took this one for dead. */
  const create = async (
    criteria: Criteria,
    key: string,
    holder: KeyHolder,
    signal: AbortSignal,
    caller: string | undefined,
  ): Promise<Result<RequestedOnce, RequestOnceError> | undefined> => {
    const requested = await requestSearch(criteria, signal, { id: holder.id, caller });
    if (requested.isErr()) return err(requested.error);
    // Where this is lost, somebody who asks again finishes what is done already.
    const confirmed = await hold(key, { ...holder, created: true }, signal, holder);
    if (confirmed.isOk() && confirmed.value.id !== holder.id) {
      // Nobody is told of it; where it cannot be closed, its deadline ends it.
      await closeSearch(holder.id, 'cancelled');
      return undefined;
    }
    return ok({ requested: requested.value, repeated: false });
  };

  /** The search is there, but perhaps not its request: one too many only has it worked on twice. */
  const finish = async (
    key: string,
    holder: KeyHolder,
    message: SearchMessage,
    signal: AbortSignal,
  ): Promise<Result<RequestedOnce, RequestOnceError>> => {
    const added = await queue.add({ id: holder.id, payload: message.payload });
    if (added.isErr()) return err(added.error);
    await hold(key, { ...holder, created: true }, signal, holder);
    return repeated(message);
  };

  const request = async (
    criteria: Criteria,
    { key, fingerprint }: RepeatKey,
    signal: AbortSignal,
    caller: string | undefined,
  ): Promise<Result<RequestedOnce, RequestOnceError>> => {
    let dead: KeyHolder | undefined;
    /** Whose clock made an id is not known: only what was seen here tells how long a holder has held. */
    let seen: { readonly id: SearchId; readonly sinceMs: number } | undefined;
    for (let looks = 0; looks < MAX_LOOKS && !signal.aborted; looks += 1) {
      const own: KeyHolder = { id: nextId(), fingerprint, created: false };
      const held = await hold(key, own, signal, dead);
      if (held.isErr()) return err(held.error);
      const holder = held.value;
      if (holder.id === own.id) {
        const created = await create(criteria, key, holder, signal, caller);
        if (created !== undefined) return created;
        continue;
      }
      if (holder.fingerprint !== fingerprint) return err({ type: 'mismatch' });
      if (seen?.id !== holder.id) seen = { id: holder.id, sinceMs: clock.now() };
      const isLate = clock.now() - seen.sinceMs > ABANDONED_MS;
      if (holder.created || isLate) {
        const found = await find(holder.id);
        if (found.isErr()) return err(found.error);
        if (holder.created) return repeated(found.value);
        if (found.value !== undefined) return finish(key, holder, found.value, signal);
        dead = holder;
      } else {
        await clock.sleep(LOOK_EVERY_MS, signal);
      }
    }
    return err({ type: 'unavailable', reason: 'the search under this key is still being created' });
  };

  return (criteria, repeat, signal, caller) =>
    repeat === undefined
      ? requestSearch(criteria, signal, { caller }).map((requested) => ({ requested, repeated: false }))
      : new ResultAsync(request(criteria, repeat, signal, caller));
};
