import { MAX_ANSWER_BYTES } from '../../domain/ports/supplier-answers.ts';
import { type Said, sizeOf } from './answer-question.ts';

/** Resolves with what is said next; undefined: that was all. */
type Next = () => Promise<Step | undefined>;
export interface Step {
  readonly said: Said;
  readonly next: Next;
}

/** Each part is pulled once, when the first who follows wants it. What all of them have passed is held by nobody. */
const pulledOnce = (pull: () => Promise<IteratorResult<Said, unknown>>): Next => {
  let step: Promise<Step | undefined> | undefined;
  const take = async (): Promise<Step | undefined> => {
    const pulled = await pull();
    return pulled.done === true ? undefined : { said: pulled.value, next: pulledOnce(pull) };
  };
  return () => (step ??= take());
};

/** One answer that is being given, to any number of followers, each of whom goes at its own pace. */
export class SharedAsking {
  readonly #stopping = new AbortController();
  readonly #ask: () => AsyncIterator<Said>;
  readonly #onClose: () => void;
  #answer: AsyncIterator<Said> | undefined;
  #first: Next | undefined;
  #pulling: Promise<unknown> | undefined;
  #followers = 0;
  #size = 0;

  /** `onClose`: from now on nobody joins. */
  constructor(ask: (signal: AbortSignal) => AsyncIterable<Said>, onClose: () => void) {
    this.#ask = () => ask(this.#stopping.signal)[Symbol.asyncIterator]();
    this.#onClose = onClose;
    this.#first = pulledOnce(() => {
      const pulling = this.#pull();
      this.#pulling = pulling;
      return pulling;
    });
  }

  /** The answer from its beginning, to one who leaves in the end; undefined: it is closed. */
  join(): Next | undefined {
    if (this.#first !== undefined) this.#followers += 1;
    return this.#first;
  }

  /** The last one to leave breaks off what is not over yet, and hears of what went wrong in it. */
  async leave(): Promise<void> {
    this.#followers -= 1;
    if (this.#followers > 0) return;
    this.#close();
    this.#stopping.abort();
    await this.#pulling;
    await this.#answer?.return?.();
  }

  async #pull(): Promise<IteratorResult<Said, unknown>> {
    try {
      this.#answer ??= this.#ask();
      const pulled = await this.#answer.next();
      if (pulled.done === true || this.#endsWith(pulled.value)) this.#close();
      return pulled;
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  /** A fault is not for others; and a very large answer is not held for those who may come. */
  #endsWith(said: Said): boolean {
    if (said.isErr()) return true;
    if (this.#first !== undefined) this.#size += sizeOf(said.value);
    return this.#size > MAX_ANSWER_BYTES;
  }

  #close(): void {
    if (this.#first === undefined) return;
    this.#first = undefined;
    this.#onClose();
  }
}
