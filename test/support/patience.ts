export interface Patience {
  /** What is promised at once: rejects if it takes as long as a wait that nothing ended. */
  readonly soon: <T>(promised: PromiseLike<T>) => Promise<T>;
  /** What is promised after a bounded wait: rejects if it takes much longer. */
  readonly eventually: <T>(promised: PromiseLike<T>) => Promise<T>;
}
