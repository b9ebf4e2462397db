import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { SORTS, type Sort } from '../../../../src/domain/flights/pages/ranking.ts';
import { rowsOf } from '../../../../src/domain/flights/pages/rows.ts';
import { type PageRow, searchPage } from '../../../../src/domain/flights/pages/search-page.ts';
import type { SearchView } from '../../../../src/domain/flights/view/search-view.ts';
import { BEGINNING } from '../../../../src/domain/search/position.ts';
import {
  arbitraryFilters,
  arbitraryGrowth,
  arbitraryMarket,
  AS_OF_MS,
} from '../../../support/arbitrary-markets.ts';
import type { Leg } from '../../../support/market-fixtures.ts';
import { searchFor, type SoldFor } from '../../../support/search-for.ts';

const rowsIn = (view: SearchView, sort: Sort, filters = {}): readonly PageRow[] => {
  const source = { view, rows: rowsOf(view, AS_OF_MS), position: BEGINNING, asOfMs: AS_OF_MS };
  return searchPage(source, { sort, limit: 200, filters })._unsafeUnwrap().page.itineraries;
};

const order = (sort: Sort, sold: Readonly<Record<string, SoldFor>>): readonly string[] =>
  rowsIn(searchFor(sold), sort).map((row) => row.itinerary_id);

const direct = (minutes: number): readonly Leg[] => [
  { to: 'JFK', carrier: 'N1', number: minutes, minutes, waitMinutes: 0 },
];
const viaLondon = (waitMinutes: number, minutes: number): readonly Leg[] => [
  { to: 'LHR', carrier: 'N1', number: 1, minutes: 60, waitMinutes: 0 },
  { to: 'JFK', carrier: 'N1', number: 2, minutes: minutes - 60 - waitMinutes, waitMinutes },
];

describe('the order of rows', () => {
  test.each(SORTS)('never changes by %s when other itineraries arrive', (sort) => {
    fc.assert(
      fc.property(arbitraryGrowth, arbitraryFilters, ([early, grown], filters) => {
        const before = rowsIn(early, sort, filters).map((row) => row.itinerary_id);
        const after = rowsIn(grown, sort, filters).map((row) => row.itinerary_id);
        expect(after.filter((id) => before.includes(id))).toEqual(before);
      }),
    );
  });

  test.each(SORTS)('by %s does not depend on the order in which they were found', (sort) => {
    fc.assert(
      fc.property(arbitraryMarket, (view) => {
        const reversed = { ...view, itineraries: new Map([...view.itineraries].toReversed()) };
        expect(rowsIn(reversed, sort)).toEqual(rowsIn(view, sort));
      }),
    );
  });

  it('is by price where the cheapest are wanted, and by duration where the fastest are', () => {
    const sold = {
      slow: { legs: direct(600), price: '100.00' },
      fast: { legs: direct(400), price: '300.00' },
    };
    expect(order('cheapest', sold)).toEqual(['slow', 'fast']);
    expect(order('fastest', sold)).toEqual(['fast', 'slow']);
  });

  it('is by minor units, not by text or by a float', () => {
    const sold = {
      a: { legs: direct(400), price: '1000.00' },
      b: { legs: direct(400), price: '999.99' },
      c: { legs: direct(400), price: '99.9' },
    };
    expect(order('cheapest', sold)).toEqual(['c', 'b', 'a']);
  });

  it('takes the earlier departure where all else is the same, and the id where that is, too', () => {
    const legs = direct(400);
    const early = { legs, price: '100.00', departs: '2030-05-01T07:00' };
    const late = { legs, price: '100.00', departs: '2030-05-01T09:00' };
    for (const sort of SORTS) expect(order(sort, { a: late, c: early, b: early })).toEqual(['b', 'c', 'a']);
  });
});

describe('the best row', () => {
  it.each<[string, SoldFor, SoldFor]>([
    [
      'is the cheaper one of two that are alike',
      { legs: direct(400), price: '100.00' },
      { legs: direct(400), price: '101.00' },
    ],
    [
      'is not always the cheapest one',
      { legs: direct(400), price: '110.00' },
      { legs: viaLondon(600, 1_200), price: '100.00' },
    ],
    [
      'is not always the fastest one',
      { legs: direct(440), price: '100.00' },
      { legs: direct(400), price: '200.00' },
    ],
    ['stops less', { legs: direct(500), price: '105.00' }, { legs: viaLondon(60, 500), price: '100.00' }],
    [
      'is of one booking',
      { legs: viaLondon(60, 500), price: '130.00' },
      { legs: viaLondon(60, 500), price: '100.00', terms: { transfer_type: 'self_transfer' } },
    ],
    [
      'stays at one airport',
      { legs: viaLondon(60, 500), price: '110.00' },
      {
        legs: viaLondon(60, 500).map((leg, at) => (at === 1 ? { ...leg, from: 'LGW' } : leg)),
        price: '100.00',
      },
    ],
    [
      'spends no night at an airport',
      { legs: viaLondon(120, 600), price: '107.00', departs: '2030-05-01T12:00' },
      { legs: viaLondon(120, 600), price: '100.00', departs: '2030-05-01T22:30' },
    ],
    [
      'leaves after six',
      { legs: direct(400), price: '104.00', departs: '2030-05-01T06:00' },
      { legs: direct(400), price: '100.00', departs: '2030-05-01T05:59' },
    ],
    [
      'arrives before half past eleven at night',
      { legs: direct(400), price: '104.00', departs: '2030-05-01T22:50' },
      { legs: direct(400), price: '100.00', departs: '2030-05-01T22:51' },
    ],
    [
      'has time to change',
      { legs: viaLondon(45, 500), price: '106.00' },
      { legs: viaLondon(44, 500), price: '100.00' },
    ],
    [
      'does not wait for half a day',
      { legs: viaLondon(360, 800), price: '106.00' },
      { legs: viaLondon(361, 800), price: '100.00' },
    ],
  ])('%s', (_sentence, better, worse) => {
    expect(order('best', { a: worse, b: better })).toEqual(['b', 'a']);
  });

  it('has a score of ten, and one that costs twice as much in all has five', () => {
    const [best, other] = rowsIn(
      searchFor({
        a: { legs: direct(400), price: '100.00' },
        b: { legs: direct(800), price: '200.00' },
      }),
      'best',
    );
    expect([best?.score, other?.score]).toEqual([10, 5]);
  });
});
