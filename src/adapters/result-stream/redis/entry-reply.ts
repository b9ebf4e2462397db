import type { Tail } from '../../../domain/ports/result-stream.ts';
import type { Entry } from '../../../domain/search/message.ts';
import { isPosition, type Position } from '../../../domain/search/position.ts';
import {
  type RawEntry,
  rawEntriesOf,
  rawEntriesReadOf,
  rawEntryOf,
  unexpected,
} from '../../redis/stream-reply.ts';

export const positionOf = (reply: unknown): Position =>
  typeof reply === 'string' && isPosition(reply) ? reply : unexpected(reply);

/** `[position, seq]`. */
export const tailOf = (reply: unknown): Tail => {
  if (!Array.isArray(reply)) return unexpected(reply);
  const [position, seq]: unknown[] = reply;
  return { position: positionOf(position), seq: typeof seq === 'number' ? seq : unexpected(reply) };
};

const NUMBER = /^\d{1,15}$/;

/** A number that is none is never the next one, and so is counted as wrong. */
const seqOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : NUMBER.test(text) ? Number(text) : 0;

/** A foreign entry may lack any field. */
const fromRaw = ({ id, fields }: RawEntry): Entry => ({
  position: positionOf(id),
  status: fields?.get('status') ?? '',
  payload: fields?.get('payload') ?? '',
  seq: seqOf(fields?.get('seq')),
});

export const entryOf = (reply: unknown): Entry => fromRaw(rawEntryOf(reply));
export const entriesOf = (reply: unknown): readonly Entry[] => rawEntriesOf(reply).map(fromRaw);
export const entriesReadOf = (reply: unknown): readonly Entry[] => rawEntriesReadOf(reply).map(fromRaw);
