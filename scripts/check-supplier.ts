import { setImmediate } from 'node:timers/promises';
import { loadCarriers } from '../src/adapters/carriers/load-carriers.ts';
import { systemClock } from '../src/adapters/clock/system-clock.ts';
import { loadPlaces } from '../src/adapters/places/load-places.ts';
import { simulatedSuppliers } from '../src/adapters/suppliers/simulated/simulated-suppliers.ts';
import { parseSupplierSources } from '../src/adapters/suppliers/supplier-source.ts';
import { temporalTimeZones } from '../src/adapters/time-zones/temporal-time-zones.ts';
import { candidateOf } from './supplier-contract/candidate-of.ts';
import { holdTrial, TRIAL_PATIENCE } from './supplier-contract/hold-trial.ts';
import { judgeTrial, reportOf } from './supplier-contract/judge-trial.ts';
import { trialOptions, USAGE } from './supplier-contract/trial-options.ts';
import { trialRequests, trialRoute } from './supplier-contract/trial-requests.ts';

const print = (text: string): void => {
  process.stdout.write(text);
};

/** What is to be printed in the end, and whether all is well. */
const check = async (args: readonly string[]): Promise<readonly [text: string, isWell: boolean]> => {
  const world = { places: loadPlaces(), carriers: loadCarriers(), timeZones: temporalTimeZones() };
  const options = trialOptions(args, world.places);
  if (options.isErr()) return [options.error, false];
  const { item, route } = options.value;
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
  const requests = trialRequests(trialRoute(Date.now(), route));
  print(`each request may take ${TRIAL_PATIENCE.timeoutMs / 1_000} seconds\n`);
  const trial = await holdTrial(candidate.value, requests, TRIAL_PATIENCE, (name) =>
    print(`asking ${name} …\n`),
  );
  const verdicts = judgeTrial(trial, { ...world, nowMs: Date.now() });
  const isWell = verdicts.every(({ faults }) => faults.length === 0);
  return [reportOf(source.supplier_id, trial, verdicts), isWell];
};

const strays = new Set<string>();
// As in the program, it costs nothing but a line.
process.on('unhandledRejection', (error) => {
  strays.add(error instanceof Error ? error.message : 'no error');
});

const [text, isWell] = await check(process.argv.slice(2));
// What was rejected just now is told of after this.
await setImmediate();
for (const stray of strays) print(`a promise was rejected while nobody waited for it: ${stray}\n`);
print(text);
// A supplier that does not stop may not keep this one from it.
process.exit(isWell ? 0 : 1);
