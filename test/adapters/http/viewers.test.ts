import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Seat, Viewers } from '../../../src/adapters/http/viewers.ts';
import { newSearchId } from '../../support/new-search-id.ts';

const HERE = '192.0.2.1';
const THERE = '192.0.2.2';
const [id, otherId] = [newSearchId(), newSearchId()];

describe('the viewers of a gateway', () => {
  it('are as many as there are seats, and no more', () => {
    const viewers = new Viewers({ maxViewers: 2, maxPerSearch: 8 });
    const first = viewers.admit(id, HERE);
    expect([viewers.admit(otherId, THERE), viewers.isFull]).toEqual([expect.anything(), true]);
    expect(viewers.admit(id, THERE)).toBeUndefined();
    first?.leave();
    expect(viewers.admit(id, THERE)).toBeDefined();
  });

  it('are so many of one search and address, whoever else watches', () => {
    const viewers = new Viewers({ maxViewers: 100, maxPerSearch: 1 });
    const first = viewers.admit(id, HERE);
    expect(viewers.admit(id, HERE)).toBeUndefined();
    expect(viewers.admit(id, THERE)).toBeDefined();
    expect(viewers.admit(otherId, HERE)).toBeDefined();
    first?.leave();
    expect(viewers.admit(id, HERE)).toBeDefined();
  });

  it('give one seat back, however often they leave', () => {
    const viewers = new Viewers({ maxViewers: 2, maxPerSearch: 2 });
    const [first] = [viewers.admit(id, HERE), viewers.admit(id, HERE)];
    first?.leave();
    first?.leave();
    expect(viewers.count).toBe(1);
    expect(viewers.admit(id, HERE)).toBeDefined();
    expect(viewers.admit(id, HERE)).toBeUndefined();
  });

  it('are told one by one that they have left', () => {
    const viewers = new Viewers({ maxViewers: 2, maxPerSearch: 2 });
    const [first, second] = [viewers.admit(id, HERE), viewers.admit(id, HERE)];
    first?.leave();
    expect([first?.signal.aborted, second?.signal.aborted]).toEqual([true, false]);
  });

  it('are all sent elsewhere at once, and nobody is admitted from then on', () => {
    const viewers = new Viewers({ maxViewers: 9, maxPerSearch: 9 });
    const seats = [viewers.admit(id, HERE), viewers.admit(otherId, THERE)];
    viewers.dismissAll();
    expect(seats.map((seat) => seat?.signal.aborted)).toEqual([true, true]);
    expect([viewers.isDismissed, viewers.isFull, viewers.admit(id, HERE)]).toEqual([true, true, undefined]);
    for (const seat of seats) seat?.leave();
    expect(viewers.count).toBe(0);
  });

  it('are counted rightly, and never beyond a limit, whatever order they come and go in', () => {
    const step = fc.record({ comes: fc.boolean(), search: fc.nat(1), address: fc.nat(1), who: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const viewers = new Viewers({ maxViewers: 5, maxPerSearch: 2 });
        const seated: { readonly key: string; readonly seat: Seat }[] = [];
        for (const { comes, search, address, who } of steps) {
          const key = `${search} ${address}`;
          const free = seated.length < 5 && seated.filter((other) => other.key === key).length < 2;
          if (comes) {
            const seat = viewers.admit(search === 0 ? id : otherId, address === 0 ? HERE : THERE);
            expect(seat !== undefined).toBe(free);
            if (seat !== undefined) seated.push({ key, seat });
          } else for (const { seat } of seated.splice(who, 1)) seat.leave();
          expect(viewers.count).toBe(seated.length);
        }
      }),
    );
  });
});
