import { describe, expect, it, test } from '@jest/globals';
import { converted, inCurrency } from '../../../../src/adapters/suppliers/simulated/sales/currencies.ts';
import {
  advanceFactor,
  baseFare,
  fareShares,
} from '../../../../src/adapters/suppliers/simulated/sales/fares.ts';
import { CURRENCIES, type Criteria } from '../../../../src/domain/flights/criteria/criteria.ts';
import { distanceKm } from '../../../../src/domain/flights/offers/great-circle.ts';
import { minorUnits } from '../../../../src/domain/flights/offers/money.ts';
import { admit, admitAll, airport, asking, hear, hearAll, market, offersOf } from './market.ts';

const kestrelOn = async (changed: Partial<Criteria>, date?: string) => {
  const [kestrel] = market();
  if (kestrel === undefined) throw new Error('there is no supplier');
  const criteria = asking('LHR-JFK', changed, date);
  return admit(await hear(kestrel, criteria), criteria).offers;
};

const cheapest = (offers: readonly { readonly price: { readonly amount: string } }[]): number =>
  Math.min(...offers.map(({ price }) => Number(price.amount)));

describe('a base fare', () => {
  test.each([
    ['LHR', 'CDG', 45],
    ['CGK', 'DPS', 77],
    ['LHR', 'JFK', 282],
    ['SIN', 'LHR', 508],
  ])('from %s to %s is about %i euros', (from, to, euros) => {
    expect(Math.abs(baseFare(distanceKm(airport(from), airport(to))) - euros)).toBeLessThanOrEqual(2);
  });

  it('rises towards the day of departure, and slides between the steps', () => {
    const factors = [300, 60, 45, 30, 14, 7, 3, 0].map(advanceFactor);
    expect(factors).toEqual(factors.toSorted((one, other) => one - other));
    expect(factors[0]).toBe(0.85);
    expect(factors.at(-1)).toBe(2.2);
  });

  it('is paid in part by children, and by infants hardly', () => {
    expect(fareShares({ adults: 2, children_ages: [] })).toBe(2);
    expect(fareShares({ adults: 1, children_ages: [12, 11, 2, 1] })).toBeCloseTo(1 + 1 + 0.8 + 0.8 + 0.1);
  });
});

describe('prices', () => {
  test.each([
    ['LHR-CDG', 25, 90],
    ['CGK-DPS', 40, 150],
    ['LHR-JFK', 130, 500],
    ['SIN-LHR', 230, 900],
    ['AMS-LON', 18, 110],
  ])('of economy on %s lie between %i and %i euros', async (route, least, most) => {
    const { offers } = await admitAll(asking(route));
    const light = offers.filter(({ fare_brand }) => fare_brand === 'Light' || fare_brand === 'Basic');
    for (const { price } of light) {
      expect(Number(price.amount)).toBeGreaterThanOrEqual(least);
      expect(Number(price.amount)).toBeLessThanOrEqual(most);
    }
  });

  it('are of the whole party, whose cabin costs more the better it is', async () => {
    const one = cheapest(await kestrelOn({}));
    const three = cheapest(await kestrelOn({ passengers: { adults: 2, children_ages: [1] } }));
    expect(three / one).toBeGreaterThan(2);
    expect(three / one).toBeLessThan(2.2);
    const business = cheapest(await kestrelOn({ cabin: 'business' }));
    expect(business / one).toBeGreaterThan(2.5);
  });

  it('rise when the day comes near', async () => {
    expect(cheapest(await kestrelOn({}, '2030-04-02'))).toBeGreaterThan(
      1.5 * cheapest(await kestrelOn({}, '2030-07-02')),
    );
  });

  it('are asked in the currency of the supplier, and converted to the one that was asked for', async () => {
    const heard = await hearAll(asking('LHR-JFK', { currency: 'JPY' }));
    const homes = { kestrel: 'EUR', meridian: 'USD', albatross: 'GBP', pelican: 'USD', patchwork: 'PLN' };
    for (const [id, home] of Object.entries(homes)) {
      const offers = offersOf(heard.get(id) ?? { batches: [] });
      expect(offers.length).toBeGreaterThan(0);
      for (const { price, original_price } of offers) {
        expect(price.currency).toBe('JPY');
        expect(price.amount).toMatch(/^\d+$/);
        expect(original_price?.currency).toBe(home);
      }
    }
    const inPounds = await hearAll(asking('LHR-JFK', { currency: 'GBP' }));
    const pounds = offersOf(inPounds.get('albatross') ?? { batches: [] });
    for (const { original_price, price } of pounds.filter(({ revision }) => revision === undefined)) {
      expect(original_price).toBeUndefined();
      expect(price.amount).toMatch(/\.00$/);
    }
  });

  it('are the sum of fare and taxes', async () => {
    for (const heard of (await hearAll(asking('LHR-JFK'))).values()) {
      for (const { price, base, taxes } of offersOf(heard)) {
        const parts = [base, taxes].map((part) =>
          part === undefined ? Number.NaN : (minorUnits(part) ?? 0),
        );
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(minorUnits(price));
        expect((parts[1] ?? 0) / (minorUnits(price) ?? 1)).toBeGreaterThan(0.1);
        expect((parts[1] ?? 1) / (minorUnits(price) ?? 1)).toBeLessThan(0.4);
      }
    }
  });

  test.each(CURRENCIES)('can be given in %s', (currency) => {
    const money = inCurrency(123.45, currency);
    expect(minorUnits(money)).toBeGreaterThan(0);
    expect(Number(converted(money, 'EUR').amount)).toBeCloseTo(123.45, -1);
  });

  it('are rounded as suppliers do', () => {
    expect(inCurrency(99.2, 'EUR', 'whole').amount).toBe('100.00');
    expect(inCurrency(99.2, 'EUR', 'just_below').amount).toBe('99.99');
    expect(inCurrency(101, 'EUR', 'five').amount).toBe('105.00');
    expect(inCurrency(10, 'KWD').amount).toBe('3.320');
    expect(inCurrency(10, 'JPY').amount).toBe('1620');
  });
});
