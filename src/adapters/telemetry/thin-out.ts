/** What repeats is written down this often, with how often it happened in between. */
const LINE_EVERY_MS = 1_000;

/** How many happenings of a kind a line stands for; undefined where it is too soon for another one. */
export type ThinOut = (kind: string, nowMs: number) => number | undefined;

/** Against storms in the log: a store that is away, or a writer gone mad, says the same thousands of times a second. */
export const thinOut = (): ThinOut => {
  const lines = new Map<string, { readonly atMs: number; happened: number }>();
  return (kind, nowMs) => {
    const last = lines.get(kind);
    if (last !== undefined && nowMs - last.atMs < LINE_EVERY_MS) {
      last.happened += 1;
      return undefined;
    }
    lines.set(kind, { atMs: nowMs, happened: 0 });
    return (last?.happened ?? 0) + 1;
  };
};
