/**
 * Aborts with its parent and for its reason, or by itself, and at the latest when it is left; keeps nothing of itself at its
 * parent.
 */
export interface AbortScope extends Disposable {
  readonly signal: AbortSignal;
  readonly abort: () => void;
}

/**
 * In the place of `AbortSignal.any`, of which Node keeps each one whose listeners were not all removed, and a little of
 * every one that had a long-lived source.
 */
export const abortScope = (parent: AbortSignal): AbortScope => {
  const controller = new AbortController();
  const abort = (): void => {
    parent.removeEventListener('abort', abort);
    // A reason of its own for each scope is an error with a stack each, and many searches may end in the same instant.
    controller.abort(parent.reason);
  };
  if (parent.aborted) abort();
  else parent.addEventListener('abort', abort);
  return { signal: controller.signal, abort, [Symbol.dispose]: abort };
};
