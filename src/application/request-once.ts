import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Criteria } from '../domain/flights/criteria.ts';
import type { Requested } from '../domain/flights/messages.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { IdempotencyKeys, KeyHolder } from '../domain/ports/idempotency-keys.ts';
import type { ParseMessage } from '../domain/ports/parse-message.ts';
import type { ResultStream, Unavailable } from '../domain/ports/result-stream.ts';
import type { NextSearchId } from '../domain/ports/search-ids.ts';
import { isStatus } from '../domain/search/message.ts';
import { BEGINNING } from '../domain/search/position.ts';
import { createdAt, type SearchId } from '../domain/search/search-id.ts';
import { patiently } from './patiently.ts';
import type { RequestSearch } from './request-search.ts';

/** A link that was just cut is back within this; a store that is away longer is told to the client. */
const STORE_PATIENCE_MS = 1_000;
/** Who holds a key and has not created its search by then is not going to. */
const ABANDONED_MS = 3_000;
const LOOK_EVERY_MS = 50;
/** Holders that died one after the other while this one waited. */
const MAX_TAKE_OVERS = 3;

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
  readonly keys: IdempotencyKeys;
  readonly stream: ResultStream;
  readonly parseMessage: ParseMessage;
  readonly nextId: NextSearchId;
  readonly clock: Clock;
}

export type RequestOnce = (
  criteria: Criteria,
  repeat: RepeatKey | undefined,
  signal: AbortSignal,
) => ResultAsync<RequestedOnce, RequestOnceError>;

/**
 * Creates one search for all requests under one key, on whatever gateways they arrive and however close together. A holder
 * that died before it created its search is replaced.
 */
export const requestOnce = (deps: RequestOnceDeps): RequestOnce => {
  const { requestSearch, keys, stream, parseMessage, nextId, clock } = deps;

  const hold = (key: string, to: KeyHolder, signal: AbortSignal, from?: KeyHolder) =>
    patiently(() => keys.hold(key, to, from), { clock, patienceMs: STORE_PATIENCE_MS, signal });

  /** Undefined where no such search is held. */
  const find = async (id: SearchId): Promise<Result<Requested | undefined, Unavailable>> => {
    const page = await stream.read(id, BEGINNING, 1);
    if (page.isErr()) return page.error.type === 'gone' ? ok(undefined) : err(page.error);
    const [first] = page.value.entries;
    if (first === undefined || !isStatus(first.status)) return ok(undefined);
    const message = parseMessage({ status: first.status, payload: first.payload });
    return ok(message?.status === 'requested' ? message.payload : undefined);
  };

  /** The search of whoever holds the key, which may be about to create it; undefined if it is not going to. */
  const findSoon = async (
    holder: KeyHolder,
    signal: AbortSignal,
  ): Promise<Result<Requested | undefined, Unavailable>> => {
    for (;;) {
      const found = await find(holder.id);
      const isLate = holder.created || clock.now() - createdAt(holder.id) > ABANDONED_MS;
      if (found.isErr() || found.value !== undefined || isLate || signal.aborted) return found;
      await clock.sleep(LOOK_EVERY_MS, signal);
    }
  };

  const create = async (
    criteria: Criteria,
    key: string,
    holder: KeyHolder,
    signal: AbortSignal,
  ): Promise<Result<RequestedOnce, Unavailable>> => {
    const requested = await requestSearch(criteria, signal, holder.id);
    // Where this is lost the search is still found by its id for as long as it is kept.
    if (requested.isOk()) await hold(key, { ...holder, created: true }, signal, holder);
    return requested.map((value) => ({ requested: value, repeated: false }));
  };

  const request = async (
    criteria: Criteria,
    { key, fingerprint }: RepeatKey,
    signal: AbortSignal,
  ): Promise<Result<RequestedOnce, RequestOnceError>> => {
    let abandoned: KeyHolder | undefined;
    for (let takeOvers = 0; takeOvers < MAX_TAKE_OVERS; takeOvers += 1) {
      const own: KeyHolder = { id: nextId(), fingerprint, created: false };
      const held = await hold(key, own, signal, abandoned);
      if (held.isErr()) return err(held.error);
      const holder = held.value;
      if (holder.id === own.id) return create(criteria, key, holder, signal);
      if (holder.fingerprint !== fingerprint) return err({ type: 'mismatch' });
      const found = await findSoon(holder, signal);
      if (found.isErr()) return err(found.error);
      if (found.value !== undefined) return ok({ requested: found.value, repeated: true });
      if (holder.created) return err({ type: 'expired' });
      abandoned = holder;
    }
    return err({ type: 'unavailable', reason: 'whoever holds the key keeps dying' });
  };

  return (criteria, repeat, signal) =>
    repeat === undefined
      ? requestSearch(criteria, signal).map((requested) => ({ requested, repeated: false }))
      : new ResultAsync(request(criteria, repeat, signal));
};
