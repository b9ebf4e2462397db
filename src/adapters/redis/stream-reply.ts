/** One entry of a Redis stream as it came; no fields where it was deleted while a group still held it. */
export interface RawEntry {
  readonly id: string;
  readonly fields: ReadonlyMap<string, string> | undefined;
}

/** Redis keeps its own promises about the shape of its answers; anything else is a bug, here or there. */
export const unexpected = (reply: unknown): never => {
  throw new Error(`unexpected reply from Redis: ${JSON.stringify(reply)?.slice(0, 200)}`);
};

/** `[id, [field, value, …]]`. */
export const rawEntryOf = (reply: unknown): RawEntry => {
  if (!Array.isArray(reply)) return unexpected(reply);
  const [id, pairs]: unknown[] = reply;
  if (typeof id !== 'string') return unexpected(reply);
  if (!Array.isArray(pairs)) return { id, fields: undefined };
  const fields = new Map<string, string>();
  for (let at = 0; at < pairs.length; at += 2) fields.set(String(pairs[at]), String(pairs[at + 1]));
  return { id, fields };
};

export const rawEntriesOf = (reply: unknown): readonly RawEntry[] =>
  Array.isArray(reply) ? reply.map(rawEntryOf) : unexpected(reply);

/** XREADGROUP on one stream: `[[key, entries]]`, or null where there is nothing. */
export const rawEntriesReadOf = (reply: unknown): readonly RawEntry[] => {
  if (reply === null) return [];
  if (!Array.isArray(reply) || !Array.isArray(reply[0])) return unexpected(reply);
  const [, entries]: unknown[] = reply[0];
  return rawEntriesOf(entries);
};

export interface ClaimedEntries {
  /** Where to go on looking; `0-0` when everything was looked at. */
  readonly next: string;
  readonly entries: readonly RawEntry[];
}

/** XAUTOCLAIM: `[next, entries, deleted ids]`. */
export const claimedEntriesOf = (reply: unknown): ClaimedEntries => {
  if (!Array.isArray(reply)) return unexpected(reply);
  const [next, entries]: unknown[] = reply;
  return typeof next === 'string' ? { next, entries: rawEntriesOf(entries) } : unexpected(reply);
};

/** The answer of a script: a word, and what comes with it. */
export const wordOf = (reply: unknown): readonly [string, unknown] => {
  if (!Array.isArray(reply)) return unexpected(reply);
  const [word, value]: unknown[] = reply;
  return typeof word === 'string' ? [word, value] : unexpected(reply);
};
