import { MAX_PAGE, type ResultStream } from '../domain/ports/result-stream.ts';
import { endsSearch } from '../domain/search/delivery.ts';
import type { Position } from '../domain/search/position.ts';
import type { SearchId } from '../domain/search/search-id.ts';

/** How often to look where no bell rings. */
const LOOK_EVERY_MS = 1_000;

/**
 * Tells a provider that others have ended its search: `onEnd` is called when `completed` lies behind what its writer
 * knows, or nothing lies anywhere any more. Looks at every ring until the signal aborts.
 */
export const watchEnd = async (
  stream: ResultStream,
  id: SearchId,
  known: () => Position,
  onEnd: () => void,
  signal: AbortSignal,
): Promise<void> => {
  await using bell = stream.listen(id, signal);
  let base = known();
  let position = base;
  while (!signal.aborted) {
    if (known() !== base) {
      base = known();
      position = base;
    }
    const page = await stream.read(id, position, MAX_PAGE);
    // While the store is away nothing can be known; it is asked again.
    const gone = page.isErr() && page.error.type === 'gone';
    const entries = page.isOk() ? page.value.entries : [];
    if (gone || entries.some(endsSearch)) return onEnd();
    position = entries.at(-1)?.position ?? position;
    if (entries.length === 0) await bell.rung(LOOK_EVERY_MS);
  }
};
