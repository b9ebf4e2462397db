/** A decimal string and its ISO 4217 currency, never a float: `{ amount: '123.40', currency: 'EUR' }`. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

const WITHOUT_MINOR_UNIT = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF';
const WITH_THREE_DIGITS = 'BHD IQD JOD KWD LYD OMR TND';

const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...WITHOUT_MINOR_UNIT.split(' ').map((currency) => [currency, 0] as const),
  ...WITH_THREE_DIGITS.split(' ').map((currency) => [currency, 3] as const),
]);

/** Digits behind the point. */
const exponentOf = (currency: string): number => EXPONENTS.get(currency) ?? 2;

/** More than any fare; with three digits behind the point it is still an exact number. */
const AMOUNT = /^(\d{1,12})(?:\.(\d{1,3}))?$/;

/** The finest unit that an amount can be given in. */
const FINEST = 3;

const thousandths = ({ amount }: Money): number | undefined => {
  const [, whole, fraction = ''] = AMOUNT.exec(amount) ?? [];
  return whole === undefined ? undefined : Number(whole + fraction.padEnd(FINEST, '0'));
};

/** Cents of a euro, yen of a yen; undefined for what is no amount of that currency, such as half a cent. */
export const minorUnits = (money: Money): number | undefined => {
  const finest = thousandths(money);
  const inOneUnit = 10 ** (FINEST - exponentOf(money.currency));
  return finest === undefined || finest % inOneUnit > 0 ? undefined : finest / inOneUnit;
};

export const moneyOf = (units: number, currency: string): Money => {
  if (!Number.isSafeInteger(units) || units < 0) throw new RangeError(`no number of minor units: ${units}`);
  const exponent = exponentOf(currency);
  const digits = String(units).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  return { amount: exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`, currency };
};
