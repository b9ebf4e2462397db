import type { Gate } from '../../src/domain/flights/gate/admit-batch.ts';
import type { Trial } from './hold-trial.ts';
import { supplierPromises } from './supplier-promises.ts';

/** A promise, and what shows that it is broken; nothing, if it is kept. */
export interface Verdict {
  readonly promise: string;
  readonly faults: readonly string[];
  /** Why the trial does not show whether it is kept. */
  readonly unknown?: string;
}

export const judgeTrial = (trial: Trial, gate: Gate): readonly Verdict[] =>
  Object.entries(supplierPromises).map(([promise, [faultsOf, needs]]) => {
    const faults = faultsOf(trial, gate);
    const unknown = faults.length === 0 ? needs(trial) : undefined;
    return { promise, faults, ...(unknown !== undefined && { unknown }) };
  });

const signOf = ({ faults, unknown }: Verdict): string => {
  if (faults.length > 0) return '✗';
  return unknown === undefined ? '✓' : '–';
};

/** Of one promise: the others are mostly the same once more. */
const MAX_SHOWN = 5;

const shown = (faults: readonly string[]): readonly string[] => {
  const different = [...new Set(faults)];
  const more = different.length - MAX_SHOWN;
  return [...different.slice(0, MAX_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])];
};

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** What a trial has shown, line by line, for whoever wrote the supplier. */
export const reportOf = (name: string, trial: Trial, verdicts: readonly Verdict[]): string => {
  const asked = trial.hearings.map((hearing) => {
    const offers = hearing.batches.reduce((sum, batch) => sum + batch.offers.length, 0);
    return `  ${hearing.name}: ${counted(offers, 'offer')} in ${counted(hearing.batches.length, 'batch', 'batches')}`;
  });
  const lines = verdicts.flatMap((verdict) => [
    `${signOf(verdict)} ${verdict.promise}${verdict.unknown === undefined ? '' : ` (not checked: ${verdict.unknown})`}`,
    ...shown(verdict.faults).map((fault) => `    ${fault}`),
  ]);
  const notAsked = trial.notAsked.map((request) => `  ${request}: not asked, by its capabilities`);
  const signs = verdicts.map(signOf);
  const [kept, unknown] = ['✓', '–'].map((sign) => signs.filter((other) => other === sign).length);
  return [
    `${name} was asked for`,
    ...asked,
    ...notAsked,
    ...lines,
    `${kept} of ${verdicts.length} promises are kept${unknown === 0 ? '' : `, ${unknown} could not be checked`}`,
    '',
  ].join('\n');
};
