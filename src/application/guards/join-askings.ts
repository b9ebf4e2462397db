import type { Clock } from '../../domain/ports/clock.ts';
import type { Supplier, SupplierRequest } from '../../domain/ports/supplier.ts';
import { answerQuestion, saidAgain } from './answer-question.ts';
import { askedThrough } from './asked-through.ts';
import { SharedAsking, type Step } from './shared-asking.ts';

/** As the work says, or undefined as soon as the signal aborts. */
const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const leave = (): void => {
      signal.removeEventListener('abort', leave);
      resolve(undefined);
    };
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
    void work.then(resolve, reject).finally(leave);
  });

/**
 * Asks a supplier once for all searches of this process that ask the same at the same time. Each is given the whole answer,
 * and how it ended; the supplier is told to stop when none of them wants it any more. An answer that has become very large
 * goes on for those who follow it, and whoever comes then asks anew.
 */
export const joinAskings = (supplier: Supplier, clock: Clock): Supplier => {
  const askings = new Map<string, SharedAsking>();

  const begin = (question: string, request: SupplierRequest): SharedAsking => {
    const asking = new SharedAsking(
      (stopping) => supplier.search(request, stopping),
      () => askings.delete(question),
    );
    askings.set(question, asking);
    return asking;
  };

  return askedThrough(supplier, async function* search(request, signal) {
    const question = answerQuestion(request, '');
    const running = askings.get(question);
    const asking = running ?? begin(question, request);
    let next = asking.join();
    try {
      while (next !== undefined) {
        const step: Step | undefined = await unlessAborted(next(), signal);
        if (step === undefined) return;
        const { said } = step;
        yield running === undefined ? said : said.map((batch) => saidAgain(batch, clock.now()));
        ({ next } = step);
      }
    } finally {
      await asking.leave();
    }
  });
};
