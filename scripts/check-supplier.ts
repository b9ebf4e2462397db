import { parseArgs } from 'node:util';
import { Result } from 'neverthrow';
import { loadCarriers } from '../src/adapters/carriers/load-carriers.ts';
import { systemClock } from '../src/adapters/clock/system-clock.ts';
import { loadPlaces } from '../src/adapters/places/load-places.ts';
import { simulatedSuppliers } from '../src/adapters/suppliers/simulated/simulated-suppliers.ts';
import { parseSupplierSources } from '../src/adapters/suppliers/supplier-source.ts';
import { temporalTimeZones } from '../src/adapters/time-zones/temporal-time-zones.ts';
import { isDate } from '../src/domain/flights/criteria/calendar.ts';
import { candidateOf } from './supplier-contract/candidate-of.ts';
import { holdTrial } from './supplier-contract/hold-trial.ts';
import { judgeTrial, reportOf } from './supplier-contract/judge-trial.ts';
import { trialRequests, trialRoute } from './supplier-contract/trial-requests.ts';

const USAGE = `npm run check-supplier -- X [--route=AMS-LHR] [--date=YYYY-MM-DD] [--currency=EUR]
X is a module like ./acme.js, a URL like https://acme.internal/offers, or the name of a simulated supplier.
`;

const optionsIn = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { route: { type: 'string' }, date: { type: 'string' }, currency: { type: 'string' } },
  });

const routeOf = ({ route, date, currency }: ReturnType<typeof optionsIn>['values']) => {
  const [origin, destination] = route?.split('-') ?? [];
  return trialRoute(Date.now(), {
    ...(origin !== undefined && destination !== undefined && { origin, destination }),
    ...(date !== undefined && { departure_date: date }),
    ...(currency !== undefined && { currency }),
  });
};

const ROUTE = /^[A-Z]{3}-[A-Z]{3}$/;
const CURRENCY = /^[A-Z]{3}$/;

/** Whether what was left out, or is there, can be asked for. */
const isAskable = ({ route = 'AMS-LHR', date = '2030-05-01', currency = 'EUR' }): boolean =>
  ROUTE.test(route) && isDate(date) && CURRENCY.test(currency);

/** What is to be printed, and whether all is well. */
const check = async (args: readonly string[]): Promise<readonly [text: string, isWell: boolean]> => {
  const options = Result.fromThrowable(optionsIn)(args);
  if (options.isErr()) return [`${String(options.error)}\n${USAGE}`, false];
  const { values, positionals } = options.value;
  const [item] = positionals;
  if (item === undefined || positionals.length > 1 || !isAskable(values)) return [USAGE, false];
  const world = { places: loadPlaces(), carriers: loadCarriers(), timeZones: temporalTimeZones() };
  const ours = simulatedSuppliers({ clock: systemClock, seed: 'flight-search', speed: 20, ...world });
  const sources = parseSupplierSources(
    item,
    ours.map(({ supplier_id }) => supplier_id),
  );
  if (sources.isErr()) return [`${sources.error.join('\n')}\n`, false];
  const [source] = sources.value;
  if (source === undefined) return [USAGE, false];
  const candidate = await candidateOf(source, ours);
  if (candidate.isErr()) return [`${candidate.error}\n`, false];
  const trial = await holdTrial(candidate.value, trialRequests(routeOf(values)));
  const verdicts = judgeTrial(trial, { ...world, nowMs: Date.now() });
  const isWell = verdicts.every(({ faults }) => faults.length === 0);
  return [reportOf(source.supplier_id, trial, verdicts), isWell];
};

const [text, isWell] = await check(process.argv.slice(2));
process.stdout.write(text);
// A supplier that does not stop may not keep this one from it.
process.exit(isWell ? 0 : 1);
