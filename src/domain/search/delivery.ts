import { type DeliveredEntry, type Entry, isStatus, type Status } from './message.ts';
import { isPayload } from './payload.ts';
import type { SearchId } from './search-id.ts';
import { isFinal } from './position.ts';
import { mayFollow, type Phase, phaseAfter } from './session.ts';

/** What a reader has been given so far. */
export interface Reading {
  readonly phase: Phase;
  /** The number of the last entry that was read, dropped ones included; undefined where nobody numbered them. */
  readonly seq: number | undefined;
  /** A gap resets a reader once; after that the log as it is read is the truth. */
  readonly mayReset: boolean;
}

export const readingFromBeginning = (): Reading => ({ phase: 'unknown', seq: 0, mayReset: true });

/** An entry at a final position is an end, whatever it says. */
const asRead = (entry: Entry): Entry =>
  isFinal(entry.position) && entry.status !== 'completed'
    ? { ...entry, status: 'completed', payload: '' }
    : entry;

/** Whether readers who come to this entry are at the end of its search. */
export const endsSearch = (entry: Entry): boolean => asRead(entry).status === 'completed';

/** The reading of one who stands on this entry; undefined if no reader can have been given it. */
export const readingFrom = (start: Entry): Reading | undefined => {
  const { status, seq } = asRead(start);
  return isStatus(status) ? { phase: phaseAfter(status), seq, mayReset: true } : undefined;
};

/** The reading of one who was just reset: it starts again, and no gap resets it a second time. */
export const readingAfterReset = (): Reading => ({ ...readingFromBeginning(), mayReset: false });

export type DropReason =
  | 'unknown_status'
  | 'second_requested'
  | 'second_processing'
  | 'result_before_processing'
  | 'unusable_payload'
  | 'after_completed';

/** `wrongSeq` is counted and changes nothing. */
export type Delivery =
  | {
      readonly type: 'deliver';
      readonly entry: DeliveredEntry;
      readonly next: Reading;
      readonly wrongSeq: boolean;
    }
  | { readonly type: 'drop'; readonly reason: DropReason; readonly next: Reading; readonly wrongSeq: boolean }
  /** Entries are missing before this one: the reader drops what it holds and reads from the beginning. */
  | { readonly type: 'reset' }
  /** The stream does not begin with `requested`: it is nobody's search. */
  | { readonly type: 'unknown' };

const OUT_OF_TURN: Readonly<Record<Exclude<Status, 'completed'>, DropReason>> = {
  requested: 'second_requested',
  processing: 'second_processing',
  result: 'result_before_processing',
};

const dropReason = (phase: Phase, entry: Entry): DropReason | undefined => {
  if (phase === 'completed') return 'after_completed';
  if (!isStatus(entry.status)) return 'unknown_status';
  if (entry.status === 'completed') return undefined;
  if (!mayFollow(phase, entry.status)) return OUT_OF_TURN[entry.status];
  return isPayload(entry.payload) ? undefined : 'unusable_payload';
};

/** A search ends even if whoever ended it wrote rubbish. */
const endingPayload = (id: SearchId, payload: string): string =>
  isPayload(payload) ? payload : JSON.stringify({ search_id: id, outcome: 'failed' });

/** The delivery rules: what becomes of the next entry of a stream, the same for every reader. */
export const deliver = (id: SearchId, reading: Reading, found: Entry): Delivery => {
  const entry = asRead(found);
  const first = reading.phase === 'unknown';
  if (first && (entry.status !== 'requested' || !isPayload(entry.payload))) return { type: 'unknown' };

  const expected = reading.seq === undefined ? undefined : reading.seq + 1;
  const number = entry.seq ?? expected;
  const ahead = expected !== undefined && number !== undefined && number > expected;
  if (ahead && !first && reading.mayReset && reading.phase !== 'completed') return { type: 'reset' };
  const wrongSeq = expected !== undefined && number !== expected;
  const seq = ahead && !first ? number : (expected ?? number);

  const { position, status, payload } = entry;
  const reason = dropReason(reading.phase, entry);
  if (reason !== undefined || !isStatus(status)) {
    return { type: 'drop', reason: reason ?? 'unknown_status', next: { ...reading, seq }, wrongSeq };
  }
  const delivered = {
    position,
    status,
    payload: status === 'completed' ? endingPayload(id, payload) : payload,
  };
  return {
    type: 'deliver',
    entry: delivered,
    next: { ...reading, phase: phaseAfter(status), seq },
    wrongSeq,
  };
};
