/** What design promises, as the simulation holds it against everybody in it. */
export const PROMISES = {
  ends: 'every search ends within its deadline and two seconds',
  once: 'every search ends once',
  behind: 'nothing is said behind the end',
  told: 'within two seconds of the deadline a viewer has the end, or is told that it will not come',
  lost: 'a viewer is given every entry in its order, and nothing else',
  twice: 'nothing is given twice on one connection',
  story: 'what a poller and a snapshot are given is what everybody is given',
  seen: 'whoever stays sees the search to its end',
  same: 'one key stands for one search',
  cancelled: 'a search that was cancelled is over',
  suppliers: 'nobody is asked any longer for a search that is over',
  nothingLeft: 'nothing is left behind',
  noCrash: 'nothing crashes',
} as const;

export type PromiseName = keyof typeof PROMISES;

export class BrokenPromise extends Error {
  readonly promise: PromiseName;

  constructor(promise: PromiseName, detail: string) {
    super(`${PROMISES[promise]}, but ${detail}`);
    this.promise = promise;
  }
}
