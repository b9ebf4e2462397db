import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Filters } from '../../../../src/domain/flights/pages/filters.ts';
import { SORTS } from '../../../../src/domain/flights/pages/ranking.ts';
import { rowsOf } from '../../../../src/domain/flights/pages/rows.ts';
import { searchPage, type SearchPage } from '../../../../src/domain/flights/pages/search-page.ts';
import type { SearchView } from '../../../../src/domain/flights/view/search-view.ts';
import { BEGINNING } from '../../../../src/domain/search/position.ts';
import { arbitraryFilters, arbitraryMarket, AS_OF_MS } from '../../../support/arbitrary-markets.ts';
import { recountFacets, recountStats, soldIn } from '../../../support/recount.ts';

const LIMIT = 200;

const pageOf = (view: SearchView, filters: Filters, sort: (typeof SORTS)[number] = 'best'): SearchPage => {
  const source = { view, rows: rowsOf(view, AS_OF_MS), position: BEGINNING, asOfMs: AS_OF_MS };
  return searchPage(source, { sort, limit: LIMIT, filters })._unsafeUnwrap().page;
};

const byCode = (one: { readonly code: string }, other: { readonly code: string }): number =>
  one.code < other.code ? -1 : 1;

describe('a page', () => {
  it('shows exactly the itineraries and offers that pass every filter', () => {
    fc.assert(
      fc.property(arbitraryMarket, arbitraryFilters, (view, filters) => {
        const shown = pageOf(view, filters).itineraries;
        const sold = soldIn(view, filters, AS_OF_MS);
        expect(shown.map((row) => row.itinerary_id).toSorted()).toEqual(
          sold.map(({ itinerary }) => itinerary.itinerary_id).toSorted(),
        );
        for (const row of shown) {
          const all = sold.find(({ itinerary }) => itinerary.itinerary_id === row.itinerary_id)?.offers;
          for (const offer of row.offers) expect(all).toContain(offer);
          expect(row.offers.length + row.more_offers).toBeLessThanOrEqual(all?.length ?? 0);
        }
      }),
    );
  });

  it('counts each facet as a recount does in which its own filter is off', () => {
    fc.assert(
      fc.property(arbitraryMarket, arbitraryFilters, (view, filters) => {
        const facets = pageOf(view, filters).facets;
        const recount = recountFacets(view, filters, AS_OF_MS);
        expect({
          ...facets,
          carriers: facets.carriers.toSorted(byCode),
          airports: facets.airports.toSorted(byCode),
          suppliers: facets.suppliers.toSorted((one, other) =>
            one.supplier_id < other.supplier_id ? -1 : 1,
          ),
        }).toEqual({
          ...recount,
          carriers: recount.carriers.toSorted(byCode),
          airports: recount.airports.toSorted(byCode),
        });
      }),
    );
  });

  it('has statistics that agree with a recount', () => {
    fc.assert(
      fc.property(arbitraryMarket, arbitraryFilters, (view, filters) => {
        const {
          best: _best,
          cheapest: _cheapest,
          fastest: _fastest,
          dropped,
          ...figures
        } = pageOf(view, filters).stats;
        expect(figures).toEqual(recountStats(view, filters, AS_OF_MS));
        expect(dropped).toEqual({});
      }),
    );
  });

  it('names as best, cheapest and fastest what each order begins with, and marks those rows', () => {
    fc.assert(
      fc.property(arbitraryMarket, arbitraryFilters, (view, filters) => {
        const { stats, itineraries } = pageOf(view, filters);
        for (const sort of SORTS) {
          const [first] = pageOf(view, filters, sort).itineraries;
          expect(stats[sort]?.itinerary_id).toBe(first?.itinerary_id);
          expect(stats[sort]?.price).toEqual(first?.price);
          const labelled = itineraries.filter(({ labels }) => labels?.includes(sort));
          expect(labelled.map((row) => row.itinerary_id)).toEqual(first ? [first.itinerary_id] : []);
        }
        expect(stats.cheapest?.price).toEqual(stats.min_price);
        expect(stats.fastest?.duration_minutes).toEqual(stats.min_duration_minutes);
      }),
    );
  });

  it('lists the options of a facet from the most frequent one', () => {
    fc.assert(
      fc.property(arbitraryMarket, arbitraryFilters, (view, filters) => {
        const { carriers, airports, suppliers } = pageOf(view, filters).facets;
        for (const options of [carriers, airports, suppliers]) {
          const counts = options.map(({ count }) => count);
          expect(counts).toEqual(counts.toSorted((one, other) => other - one));
        }
      }),
    );
  });
});
