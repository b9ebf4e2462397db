import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { minorUnits, moneyOf } from '../../../../src/domain/flights/offers/money.ts';

describe('money', () => {
  test.each([
    ['123.40', 'EUR', 12_340],
    ['123.4', 'EUR', 12_340],
    ['123', 'EUR', 12_300],
    ['0.05', 'USD', 5],
    ['15000', 'JPY', 15_000],
    ['15000.00', 'JPY', 15_000],
    ['1.234', 'KWD', 1_234],
    ['999999999999.999', 'KWD', 999_999_999_999_999],
  ])('%s %s is %d minor units', (amount, currency, units) => {
    expect(minorUnits({ amount, currency })).toBe(units);
  });

  test.each([
    ['0.005', 'EUR'],
    ['0.5', 'JPY'],
    ['-1', 'EUR'],
    ['1e3', 'EUR'],
    ['1,5', 'EUR'],
    ['', 'EUR'],
    ['NaN', 'EUR'],
    ['1000000000000', 'EUR'],
  ])('%j %s is no amount', (amount, currency) => {
    expect(minorUnits({ amount, currency })).toBeUndefined();
  });

  it('is written with as many digits as its currency has', () => {
    expect(moneyOf(5, 'EUR')).toEqual({ amount: '0.05', currency: 'EUR' });
    expect(moneyOf(12_340, 'EUR')).toEqual({ amount: '123.40', currency: 'EUR' });
    expect(moneyOf(5, 'JPY')).toEqual({ amount: '5', currency: 'JPY' });
    expect(moneyOf(5, 'KWD')).toEqual({ amount: '0.005', currency: 'KWD' });
  });

  it('comes back from minor units as it went in', () => {
    const currency = fc.constantFrom('EUR', 'JPY', 'KWD', 'GBP');
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 11 }), currency, (units, code) => {
        expect(minorUnits(moneyOf(units, code))).toBe(units);
      }),
    );
  });

  it('is never negative or in parts of a minor unit', () => {
    expect(() => moneyOf(-1, 'EUR')).toThrow(RangeError);
    expect(() => moneyOf(0.5, 'EUR')).toThrow(RangeError);
  });
});
