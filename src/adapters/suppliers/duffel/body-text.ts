import { err, ok, type Result } from 'neverthrow';
import type { SupplierStop } from '../../../domain/ports/supplier.ts';
import { ANSWER_TOO_LARGE, UNREACHABLE } from '../stranger-stops.ts';

/** The text of an answer as it comes in. A fault, where it breaks off or is too large, is the last of it. */
export async function* bodyText(
  { body }: Response,
  maxBytes: number,
): AsyncGenerator<Result<string, SupplierStop>, void> {
  if (body === null) return;
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > maxBytes) {
        yield err(ANSWER_TOO_LARGE);
        return;
      }
      yield ok(decoder.decode(value, { stream: true }));
    }
    yield ok(decoder.decode());
  } catch {
    yield err(UNREACHABLE);
  } finally {
    // What is left of it is not wanted; that it has broken off has been said.
    await reader.cancel().catch(() => undefined);
  }
}
