import { describe, expect, it } from '@jest/globals';
import { rowsOf } from '../../../../src/domain/flights/pages/rows.ts';
import { MAX_ROW_OFFERS, searchPage } from '../../../../src/domain/flights/pages/search-page.ts';
import type { SearchView, SupplierOffer } from '../../../../src/domain/flights/view/search-view.ts';
import { BEGINNING } from '../../../../src/domain/search/position.ts';
import { searchFor } from '../../../support/search-for.ts';

const AS_OF_MS = Date.parse('2030-04-01T10:05:00.000Z');
const LEGS = [{ to: 'JFK', carrier: 'N1', number: 1, minutes: 400, waitMinutes: 0 }];

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** Their ids, in the order in which the row shows them. */
const shown = (...offers: readonly Partial<SupplierOffer>[]): readonly string[] =>
  rowsOf(searchFor({ i: { legs: LEGS, offers } }), AS_OF_MS).flatMap((row) =>
    row.offers.map(({ offer }) => offer.offer_id),
  );

const bags = (quantity: number) => ({ baggage: { checked: { quantity } } });
const refunds = (allowed: boolean) => ({ conditions: { refundable: { allowed } } });

const rowOf = (from: SearchView, filters: object) =>
  searchPage(
    { view: from, rows: rowsOf(from, AS_OF_MS), position: BEGINNING, asOfMs: AS_OF_MS },
    { sort: 'best', limit: 10, filters },
  )._unsafeUnwrap().page.itineraries[0];

describe('a row', () => {
  it('holds the offers of all suppliers, the cheapest first', () => {
    const offers = [
      { offer_id: 'dear', price: eur('120.00') },
      { offer_id: 'cheap', supplier_id: 'birch', price: eur('90.5') },
      { offer_id: 'middling', supplier_id: 'birch', price: eur('100.00'), fare_brand: 'Flex' },
    ];
    expect(shown(...offers)).toEqual(['cheap', 'middling', 'dear']);
  });

  it('is there only while something of it is to be had', () => {
    expect(shown()).toEqual([]);
    expect(rowsOf(searchFor({ i: { legs: LEGS, offers: [] } }), AS_OF_MS)).toEqual([]);
    expect(shown({ expires_at: '2030-04-01T10:05:00.000Z' })).toEqual([]);
    expect(shown({ expires_at: '2030-04-01T10:05:00.001Z' })).toEqual(['i-0']);
  });

  it('holds no price that cannot be compared', () => {
    expect(shown({ price: { amount: '90.00', currency: 'USD' } })).toEqual([]);
    expect(shown({ price: eur('90.005') })).toEqual([]);
  });

  it('holds of offers of one supplier that promise the same only the cheapest', () => {
    const same = { fare_brand: 'Light', baggage: { checked: { quantity: 1 } } };
    expect(
      shown(
        { ...same, offer_id: 'a', price: eur('101.00') },
        { ...same, offer_id: 'b', price: eur('100.00') },
        { ...same, offer_id: 'c', price: eur('102.00'), supplier_id: 'birch' },
        { ...same, offer_id: 'd', price: eur('103.00'), fare_brand: 'Flex' },
        { ...same, offer_id: 'e', price: eur('104.00'), baggage: { checked: { weight_kg: 1 } } },
        { ...same, offer_id: 'f', price: eur('105.00'), conditions: { refundable: { allowed: true } } },
        { ...same, offer_id: 'g', price: eur('106.00'), transfer_type: 'self_transfer' },
        { ...same, offer_id: 'h', price: eur('107.00'), cabins: ['business'] },
      ),
    ).toEqual(['b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });

  it('takes a live offer for one that has expired', () => {
    expect(
      shown(
        { offer_id: 'gone', price: eur('90.00'), expires_at: '2030-04-01T10:00:00.000Z' },
        { offer_id: 'there', price: eur('100.00') },
      ),
    ).toEqual(['there']);
  });

  it('shows of offers at one price the better one first', () => {
    expect(shown({ transfer_type: 'self_transfer' }, { transfer_type: 'managed' })).toEqual(['i-1', 'i-0']);
    expect(shown({ transfer_type: 'self_transfer' }, { supplier_id: 'birch' })).toEqual(['i-1', 'i-0']);
    expect(shown(refunds(false), {}, refunds(true))).toEqual(['i-2', 'i-1', 'i-0']);
    expect(shown(bags(1), bags(2), {})).toEqual(['i-1', 'i-0', 'i-2']);
    expect(shown({ supplier_id: 'birch' }, { supplier_id: 'alder' })).toEqual(['i-1', 'i-0']);
    expect(shown({ supplier_id: 'zelkova' }, { supplier_id: 'unheard' })).toEqual(['i-1', 'i-0']);
    expect(shown({ offer_id: 'b' }, { offer_id: 'a', fare_brand: 'Flex' })).toEqual(['a', 'b']);
  });
});

describe('a row of a page', () => {
  const view: SearchView = searchFor({
    i: {
      legs: LEGS,
      offers: [
        { price: eur('100.00'), fare_brand: 'Light' },
        { price: eur('150.00'), fare_brand: 'Classic', conditions: { refundable: { allowed: true } } },
        { price: eur('170.00'), fare_brand: 'Bags', baggage: { checked: { quantity: 2 } } },
      ],
    },
  });
  it('has the price of the cheapest offer that passes the filters', () => {
    expect(rowOf(view, {})?.price).toEqual(eur('100.00'));
    expect(rowOf(view, { refundable: true })?.price).toEqual(eur('150.00'));
  });

  it('is there only if one and the same offer passes them all', () => {
    expect(rowOf(view, { min_bags: 1 })?.price).toEqual(eur('170.00'));
    expect(rowOf(view, { min_bags: 1, refundable: true })).toBeUndefined();
    expect(rowOf(view, { min_bags: 1, max_price: 16_999 })).toBeUndefined();
  });

  it('shows a few offers, and says how many more there are', () => {
    const offers = Array.from({ length: 12 }, (_, number) => ({ fare_brand: `Brand ${number}` }));
    const row = rowOf(searchFor({ i: { legs: LEGS, offers } }), {});
    expect(row?.offers).toHaveLength(MAX_ROW_OFFERS);
    expect(row?.more_offers).toBe(12 - MAX_ROW_OFFERS);
  });
});
