import { minorUnits, type Money, moneyOf } from '../../../../domain/flights/offers/money.ts';

/** Of one euro; near what they were worth once, and fixed, so that prices do not depend on the day. */
const RATES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    EUR: 1,
    USD: 1.08,
    GBP: 0.86,
    AED: 3.97,
    AUD: 1.65,
    BRL: 5.9,
    CAD: 1.48,
    CHF: 0.96,
    CNY: 7.8,
    DKK: 7.46,
    HKD: 8.44,
    IDR: 17_400,
    INR: 90,
    JPY: 162,
    KRW: 1_460,
    KWD: 0.332,
    MXN: 19.5,
    NOK: 11.6,
    NZD: 1.8,
    PLN: 4.3,
    SEK: 11.3,
    SGD: 1.45,
    THB: 38.5,
    TRY: 35.5,
    ZAR: 20,
  }),
);

export const hasRate = (currency: string): boolean => RATES.has(currency);

/** How a supplier rounds what it asks: to the smallest coin, up to whole units, up to five of them, or to one coin below a whole unit. */
export type Rounding = 'coin' | 'whole' | 'five' | 'just_below';

export const inCurrency = (euros: number, currency: string, rounding: Rounding = 'coin'): Money => {
  const perUnit = minorUnits({ amount: '1', currency }) ?? 1;
  const coins = euros * (RATES.get(currency) ?? 1) * perUnit;
  return moneyOf(Math.max(1, rounded(coins, perUnit, rounding)), currency);
};

const rounded = (coins: number, perUnit: number, rounding: Rounding): number => {
  switch (rounding) {
    case 'coin':
      return Math.round(coins);
    case 'whole':
      return Math.ceil(coins / perUnit) * perUnit;
    case 'five':
      return Math.ceil(coins / (5 * perUnit)) * 5 * perUnit;
    case 'just_below':
      return Math.ceil(coins / perUnit) * perUnit - 1;
  }
};

export const converted = (money: Money, currency: string): Money => {
  if (money.currency === currency) return money;
  const perUnit = minorUnits({ amount: '1', currency: money.currency }) ?? 1;
  const euros = (minorUnits(money) ?? 0) / perUnit / (RATES.get(money.currency) ?? 1);
  return inCurrency(euros, currency);
};
