import { type CriteriaFault, faultAt } from './criteria-fault.ts';
import { CRITERIA_LIMITS } from './criteria-limits.ts';
import type { CarrierParts } from './criteria-parts.ts';

const POINTER = '/carriers';

/** Either those that are wanted or those that are not. One named twice is meant once, and no mistake. */
export const carrierFaults = ({ include, exclude }: CarrierParts): readonly CriteriaFault[] => [
  ...choiceFaults(include !== undefined, exclude !== undefined),
  ...sizeFaults(include, `${POINTER}/include`),
  ...sizeFaults(exclude, `${POINTER}/exclude`),
];

const choiceFaults = (includes: boolean, excludes: boolean): readonly CriteriaFault[] => {
  if (includes !== excludes) return [];
  return includes
    ? [faultAt(POINTER, 'conflicting_filters', 'Carriers are either included or excluded, not both.')]
    : [faultAt(POINTER, 'required', 'Either the carriers to include or those to exclude are needed.')];
};

const sizeFaults = (codes: readonly unknown[] | undefined, pointer: string): readonly CriteriaFault[] => {
  const { carriers } = CRITERIA_LIMITS;
  if (codes === undefined) return [];
  if (codes.length === 0) return [faultAt(pointer, 'required', 'At least one carrier is needed.')];
  if (codes.length <= carriers) return [];
  return [faultAt(pointer, 'invalid_format', `At most ${carriers} carriers can be named.`)];
};
