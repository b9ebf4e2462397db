import type { Clock } from '../../../domain/ports/clock.ts';

/** The time that one answer may take: over when it is used up, when nobody wants the answer any more, and when it is left. */
export interface SearchTime extends Disposable {
  readonly signal: AbortSignal;
  readonly isUsedUp: boolean;
  leftMs(): number;
}

export const searchTime = (clock: Clock, timeoutMs: number, parent: AbortSignal): SearchTime => {
  const endsAtMs = clock.now() + timeoutMs;
  const over = new AbortController();
  const leftMs = (): number => endsAtMs - clock.now();
  let hasRung = false;
  const end = (): void => {
    parent.removeEventListener('abort', end);
    over.abort();
  };
  if (parent.aborted) end();
  else parent.addEventListener('abort', end);
  void clock.sleep(timeoutMs, over.signal).then(() => {
    hasRung = !over.signal.aborted;
    end();
  });
  return {
    signal: over.signal,
    leftMs,
    get isUsedUp() {
      return hasRung || leftMs() <= 0;
    },
    [Symbol.dispose]: end,
  };
};
