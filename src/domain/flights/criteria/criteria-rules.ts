import { buyerFaults } from './buyer-rules.ts';
import { carrierFaults } from './carrier-rules.ts';
import { type CriteriaFault, faultAt } from './criteria-fault.ts';
import { CRITERIA_LIMITS } from './criteria-limits.ts';
import type { CriteriaParts, SliceParts } from './criteria-parts.ts';
import type { CriteriaWorld } from './criteria-world.ts';
import { dateFaults, orderFaults } from './date-rules.ts';
import { passengerFaults } from './passenger-rules.ts';
import { routeFaults } from './route-rules.ts';

/** All that is wrong at once. */
export const criteriaFaults = (parts: CriteriaParts, world: CriteriaWorld): readonly CriteriaFault[] => [
  ...(parts.slices === undefined ? [] : slicesFaults(parts.slices, world)),
  ...(parts.passengers === undefined ? [] : passengerFaults(parts.passengers)),
  ...stopFaults(parts.max_stops),
  ...(parts.carriers === undefined ? [] : carrierFaults(parts.carriers)),
  ...buyerFaults(parts),
  ...timeoutFaults(parts.timeout_ms),
];

const slicesFaults = (slices: readonly SliceParts[], world: CriteriaWorld): readonly CriteriaFault[] => {
  // Those beyond the limit have to go, whatever is in them.
  const judged = slices.slice(0, CRITERIA_LIMITS.slices);
  return [
    ...countFaults(slices.length),
    ...judged.flatMap((slice, index) => [
      ...routeFaults(slice, `/slices/${index}`, world.places),
      ...dateFaults(slice, `/slices/${index}/departure_date`, world),
    ]),
    ...orderFaults(judged),
  ];
};

const countFaults = (slices: number): readonly CriteriaFault[] => {
  const { slices: most } = CRITERIA_LIMITS;
  if (slices === 0) return [faultAt('/slices', 'required', 'At least one slice is needed.')];
  if (slices <= most) return [];
  return [faultAt('/slices', 'too_many_slices', `At most ${most} slices can be searched.`)];
};

const stopFaults = (stops: number | undefined): readonly CriteriaFault[] => {
  const { stops: most } = CRITERIA_LIMITS;
  if (stops === undefined || (stops >= 0 && stops <= most)) return [];
  return [faultAt('/max_stops', 'invalid_format', `The number of stops is from 0 to ${most}.`)];
};

const timeoutFaults = (timeoutMs: number | undefined): readonly CriteriaFault[] => {
  const { minTimeoutMs: least, maxTimeoutMs: most } = CRITERIA_LIMITS;
  if (timeoutMs === undefined || (timeoutMs >= least && timeoutMs <= most)) return [];
  return [faultAt('/timeout_ms', 'invalid_format', `A supplier may take ${least} to ${most} milliseconds.`)];
};
