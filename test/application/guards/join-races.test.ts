import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { joinAskings } from '../../../src/application/guards/join-askings.ts';
import { ask, type Asking, handledSupplier, heard } from '../../support/asked-supplier.ts';
import { batchFound } from '../../support/found-offers.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const MOVES = ['join', 'join', 'first leaves', 'last leaves', 'give', 'give', 'end', 'fail'] as const;
type Move = (typeof MOVES)[number];

/** A supplier, searches that come and leave, and beside them what each should have heard. */
class Races {
  readonly supplier = handledSupplier();
  readonly #clock = new ManualClock();
  readonly #shared = joinAskings(this.supplier, this.#clock);
  readonly #answers: string[][] = [];
  readonly #following: Asking[] = [];
  readonly #expected = new Map<Asking, readonly string[]>();

  get expected(): ReadonlyMap<Asking, readonly string[]> {
    return this.#expected;
  }

  get followers(): number {
    return this.#following.length;
  }

  isAsked(): boolean {
    return this.supplier.given.at(-1)?.isOver() === false;
  }

  async make(move: Move, offer: number): Promise<void> {
    if (move === 'join') this.#join();
    else if (move === 'first leaves') this.#leave(this.#following.shift());
    else if (move === 'last leaves') this.#leave(this.#following.pop());
    else if (this.isAsked()) this.#say(move, offer);
    await this.#clock.settle();
  }

  #join(): void {
    if (!this.isAsked()) this.#answers.push([]);
    const asking = ask(this.#shared);
    this.#following.push(asking);
    this.#expected.set(asking, this.#answers.at(-1) ?? []);
  }

  #leave(asking: Asking | undefined): void {
    if (asking === undefined) return;
    this.#expected.set(asking, [...(this.#expected.get(asking) ?? [])]);
    asking.leave();
  }

  #say(move: 'give' | 'end' | 'fail', offer: number): void {
    const given = this.supplier.last();
    if (move === 'give') given.give(batchFound([offer]));
    else if (move === 'fail') given.fail({ code: 'unreachable', retryable: true });
    else given.end();
    if (move !== 'end') this.#answers.at(-1)?.push(move === 'give' ? `o${offer}` : 'unreachable');
    if (move !== 'give') this.#following.splice(0);
  }
}

test('in whatever order searches come and leave, each hears all of one answer for as long as it follows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...MOVES), { maxLength: 30 }), async (moves) => {
      const races = new Races();
      for (const [at, move] of moves.entries()) {
        await races.make(move, at + 1);
        expect(races.isAsked()).toBe(races.followers > 0);
        for (const [asking, expected] of races.expected) {
          expect(heard(asking).map((one) => one.replace(' again', ''))).toEqual(expected);
        }
      }
      while (races.followers > 0) await races.make('first leaves', 0);
      expect(races.supplier.given.every((given) => given.isOver())).toBe(true);
    }),
  );
});
