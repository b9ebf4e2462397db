import { COUNTRIES } from './countries.ts';
import { type CriteriaFault, faultAt } from './criteria-fault.ts';
import { CRITERIA_LIMITS } from './criteria-limits.ts';
import type { CriteriaParts } from './criteria-parts.ts';
import { CURRENCIES } from './criteria.ts';

/** In which currency, country and language it is bought. */
export const buyerFaults = ({ currency, market, locale }: CriteriaParts): readonly CriteriaFault[] => [
  ...(currency === undefined || isSupported(currency)
    ? []
    : [faultAt('/currency', 'unsupported_currency', `Prices can be had in ${CURRENCIES.join(', ')}.`)]),
  ...(market === undefined || COUNTRIES.has(market)
    ? []
    : [faultAt('/market', 'invalid_format', 'No country has this code of ISO 3166-1.')]),
  ...(locale === undefined ? [] : localeFaults(locale)),
];

const isSupported = (currency: string): boolean => CURRENCIES.some((supported) => supported === currency);

const localeFaults = (locale: string): readonly CriteriaFault[] => {
  const { localeLength } = CRITERIA_LIMITS;
  if (locale.length > localeLength) {
    return [faultAt('/locale', 'invalid_format', `A locale has at most ${localeLength} characters.`)];
  }
  if (isLanguageTag(locale)) return [];
  return [faultAt('/locale', 'invalid_format', 'A locale is a language tag of BCP 47, such as en-GB.')];
};

const isLanguageTag = (text: string): boolean => {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
};
