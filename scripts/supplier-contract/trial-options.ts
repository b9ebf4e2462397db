import { parseArgs } from 'node:util';
import { err, ok, type Result } from 'neverthrow';
import { isDate } from '../../src/domain/flights/criteria/calendar.ts';
import { CURRENCIES } from '../../src/domain/flights/criteria/criteria.ts';
import type { Places } from '../../src/domain/ports/places.ts';
import type { TrialRoute } from './trial-requests.ts';

const ROUTE = /^([A-Z]{3})-([A-Z]{3})$/;
const OPTIONS = {
  route: { type: 'string' },
  date: { type: 'string' },
  currency: { type: 'string' },
} as const;

export const USAGE = `npm run check-supplier -- X [--route=AMS-LHR] [--date=YYYY-MM-DD] [--currency=EUR]
X is a module like ./acme.js, a URL like https://acme.internal/offers, or the name of a simulated supplier.
`;

/** What is to be checked, and what it is to be asked. */
export interface TrialOptions {
  readonly item: string;
  readonly route: Partial<TrialRoute>;
}

const routeFault = (route: string, places: Pick<Places, 'airportsOf'>): string | undefined => {
  const [, origin = '', destination = ''] = ROUTE.exec(route) ?? [];
  if (origin === '') {
    return ROUTE.test(route.toUpperCase())
      ? `--route=${route}: codes are capital letters, like ${route.toUpperCase()}`
      : `--route=${route}: expected two codes, like AMS-LHR`;
  }
  const unknown = [origin, destination].find((code) => places.airportsOf(code).length === 0);
  return unknown === undefined
    ? undefined
    : `--route=${route}: ${unknown} is no airport or city that is known`;
};

const currencyFault = (currency: string): string | undefined =>
  CURRENCIES.some((known) => known === currency)
    ? undefined
    : `--currency=${currency}: expected one of ${CURRENCIES.join(', ')}`;

/** What somebody typed, or what is wrong with it. */
export const trialOptions = (
  args: readonly string[],
  places: Pick<Places, 'airportsOf'>,
): Result<TrialOptions, string> => {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: OPTIONS,
  });
  const faults = tokens.flatMap((token) => {
    if (token.kind !== 'option') return [];
    if (!(token.name in OPTIONS)) return [`${token.rawName} is no option`];
    return token.value === undefined || token.value === '' ? [`${token.rawName} has no value`] : [];
  });
  const { route, date, currency } = values;
  if (faults.length === 0) {
    if (typeof route === 'string') faults.push(...[routeFault(route, places) ?? []].flat());
    if (typeof date === 'string' && !isDate(date))
      faults.push(`--date=${date}: expected a day, like 2030-05-01`);
    if (typeof currency === 'string') faults.push(...[currencyFault(currency) ?? []].flat());
  }
  const [item] = positionals;
  if (faults.length > 0) return err(`${faults.join('\n')}\n${USAGE}`);
  if (item === undefined || positionals.length > 1) return err(USAGE);
  const [, origin, destination] = typeof route === 'string' ? (ROUTE.exec(route) ?? []) : [];
  return ok({
    item,
    route: {
      ...(origin !== undefined && destination !== undefined && { origin, destination }),
      ...(typeof date === 'string' && { departure_date: date }),
      ...(typeof currency === 'string' && { currency }),
    },
  });
};
