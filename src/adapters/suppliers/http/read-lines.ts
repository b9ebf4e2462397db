/** Of one line, about 5,000 offers: whoever has more sends more lines. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;
/** Of a whole answer, unpacked. */
export const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** `rest`: what came behind the last newline. `too_large`: nothing more is read. `broken`: the connection ended too early. */
export type ReadLine =
  | { readonly type: 'line'; readonly bytes: Uint8Array }
  | { readonly type: 'rest'; readonly bytes: Uint8Array }
  | { readonly type: 'too_large' }
  | { readonly type: 'broken' };

const NEWLINE = 0x0a;

const BROKEN = Symbol('broken');

async function* arriving(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array | typeof BROKEN, void> {
  try {
    yield* chunks;
  } catch {
    yield BROKEN;
  }
}

/** The lines of a body, each as soon as it is there, with a bound for each and for all. A rest comes last, unless it is empty. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadLine, void> {
  let total = 0;
  let unfinished: Uint8Array[] = [];
  let unfinishedBytes = 0;
  for await (const chunk of arriving(chunks)) {
    if (chunk === BROKEN) return yield { type: 'broken' };
    total += chunk.byteLength;
    if (total > MAX_ANSWER_BYTES) return yield { type: 'too_large' };
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      const part = chunk.subarray(start, end === -1 ? undefined : end);
      unfinishedBytes += part.byteLength;
      if (unfinishedBytes > MAX_LINE_BYTES) return yield { type: 'too_large' };
      unfinished.push(part);
      if (end === -1) break;
      yield { type: 'line', bytes: Buffer.concat(unfinished) };
      unfinished = [];
      unfinishedBytes = 0;
      start = end + 1;
    }
  }
  if (unfinishedBytes > 0) yield { type: 'rest', bytes: Buffer.concat(unfinished) };
}
