import { type CriteriaFault, faultAt } from './criteria-fault.ts';
import type { SliceParts } from './criteria-parts.ts';
import type { CriteriaWorld } from './criteria-world.ts';

/** Both ends are known, and no airport is at both of them. */
export const routeFaults = (
  { origin, destination }: SliceParts,
  pointer: string,
  places: CriteriaWorld['places'],
): readonly CriteriaFault[] => [
  ...unknownFaults(origin, `${pointer}/origin`, places),
  ...unknownFaults(destination, `${pointer}/destination`, places),
  ...(origin === undefined || destination === undefined
    ? []
    : circularFaults(origin, destination, `${pointer}/destination`, places)),
];

const unknownFaults = (
  code: string | undefined,
  pointer: string,
  places: CriteriaWorld['places'],
): readonly CriteriaFault[] =>
  code === undefined || places.airportsOf(code).length > 0
    ? []
    : [faultAt(pointer, 'unknown_location', `No airport and no city has the code ${code}.`)];

const circularFaults = (
  origin: string,
  destination: string,
  pointer: string,
  places: CriteriaWorld['places'],
): readonly CriteriaFault[] => {
  if (origin === destination) {
    return [faultAt(pointer, 'same_origin_destination', 'The destination has to differ from the origin.')];
  }
  const start = new Set(places.airportsOf(origin).map(({ code }) => code));
  const shared = places.airportsOf(destination).find(({ code }) => start.has(code));
  if (shared === undefined) return [];
  const message = `The destination has to differ from the origin: ${shared.code} is in both.`;
  return [faultAt(pointer, 'same_origin_destination', message)];
};
