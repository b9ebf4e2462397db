import { SEATED_FROM_AGE } from './criteria.ts';
import { type CriteriaFault, faultAt } from './criteria-fault.ts';
import { CRITERIA_LIMITS } from './criteria-limits.ts';
import type { PassengerParts } from './criteria-parts.ts';

const { seats, children, childAge } = CRITERIA_LIMITS;

export const passengerFaults = ({ adults, children_ages }: PassengerParts): readonly CriteriaFault[] => [
  ...(adults === undefined ? [] : adultFaults(adults)),
  ...(children_ages === undefined ? [] : childFaults(children_ages)),
  ...(adults === undefined || children_ages === undefined ? [] : partyFaults(adults, children_ages)),
];

const adultFaults = (adults: number): readonly CriteriaFault[] => {
  const pointer = '/passengers/adults';
  if (adults < 1) return [faultAt(pointer, 'invalid_format', 'At least one adult has to travel.')];
  if (adults <= seats) return [];
  return [faultAt(pointer, 'too_many_passengers', `At most ${seats} can travel together.`)];
};

const childFaults = (ages: readonly (number | undefined)[]): readonly CriteriaFault[] => {
  const pointer = '/passengers/children_ages';
  const tooMany = `At most ${children} children can travel together.`;
  const noAge = `A child's age is a whole number from 0 to ${childAge}.`;
  return [
    ...(ages.length <= children ? [] : [faultAt(pointer, 'too_many_passengers', tooMany)]),
    ...ages.flatMap((age, index) =>
      age === undefined || isAge(age) ? [] : [faultAt(`${pointer}/${index}`, 'invalid_age', noAge)],
    ),
  ];
};

const isAge = (age: number): boolean => Number.isInteger(age) && age >= 0 && age <= childAge;

const partyFaults = (adults: number, ages: readonly (number | undefined)[]): readonly CriteriaFault[] => {
  const infants = ages.filter((age) => age !== undefined && age >= 0 && age < SEATED_FROM_AGE).length;
  const seated = adults + ages.filter((age) => age !== undefined && age >= SEATED_FROM_AGE).length;
  const isSaidAlready = adults > seats || ages.length > children;
  const tooMany = `At most ${seats} can travel together.`;
  const noLap = 'Each child under two needs an adult of its own.';
  return [
    ...(seated > seats && !isSaidAlready ? [faultAt('/passengers', 'too_many_passengers', tooMany)] : []),
    ...(infants > adults ? [faultAt('/passengers/children_ages', 'infants_exceed_adults', noLap)] : []),
  ];
};
