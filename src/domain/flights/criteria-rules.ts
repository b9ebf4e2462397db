import { addDays, isDate } from './calendar.ts';
import type { CriteriaFault, CriteriaFaultCode } from './criteria-fault.ts';
import { CURRENCIES } from './criteria.ts';

/** Criteria of which some parts may be missing because their shape was wrong: the rules judge what is there. */
export interface CriteriaParts {
  readonly slices?: readonly SliceParts[] | undefined;
  readonly passengers?: PassengerParts | undefined;
  readonly max_stops?: number | undefined;
  readonly currency?: string | undefined;
}

export interface SliceParts {
  readonly origin?: string | undefined;
  readonly destination?: string | undefined;
  readonly departure_date?: string | undefined;
}

export interface PassengerParts {
  readonly adults?: number | undefined;
  readonly children_ages?: readonly (number | undefined)[] | undefined;
}

export const CRITERIA_LIMITS = {
  slices: 6,
  daysAhead: 365,
  /** Infants not counted, who have no seat. */
  seats: 9,
  children: 8,
  childAge: 17,
  stops: 2,
} as const;

/** Below this age a child travels on an adult's lap. */
const SEATED_FROM_AGE = 2;

/** All that is wrong at once. `today` is the earliest current date anywhere on earth, `YYYY-MM-DD`. */
export const criteriaFaults = (parts: CriteriaParts, today: string): readonly CriteriaFault[] => [
  ...countFaults(parts.slices),
  ...(parts.slices ?? []).flatMap((slice, index) => sliceFaults(slice, `/slices/${index}`, today)),
  ...orderFaults(parts.slices ?? []),
  ...passengerFaults(parts.passengers ?? {}),
  ...stopFaults(parts.max_stops),
  ...currencyFaults(parts.currency),
];

const fault = (pointer: string, code: CriteriaFaultCode, message: string): CriteriaFault => ({
  pointer,
  code,
  message,
});

const countFaults = (slices: CriteriaParts['slices']): readonly CriteriaFault[] => {
  if (slices?.length === 0) return [fault('/slices', 'required', 'At least one slice is needed.')];
  if (slices === undefined || slices.length <= CRITERIA_LIMITS.slices) return [];
  return [fault('/slices', 'too_many_slices', `At most ${CRITERIA_LIMITS.slices} slices can be searched.`)];
};

const sliceFaults = (slice: SliceParts, pointer: string, today: string): readonly CriteriaFault[] => {
  const { origin, destination, departure_date } = slice;
  const circular = origin !== undefined && origin === destination;
  const message = 'The destination has to differ from the origin.';
  return [
    ...(circular ? [fault(`${pointer}/destination`, 'same_origin_destination', message)] : []),
    ...(departure_date === undefined ? [] : dateFaults(departure_date, `${pointer}/departure_date`, today)),
  ];
};

const dateFaults = (date: string, pointer: string, today: string): readonly CriteriaFault[] => {
  const { daysAhead } = CRITERIA_LIMITS;
  if (!isDate(date)) return [fault(pointer, 'invalid_format', 'There is no such date.')];
  if (date < today) return [fault(pointer, 'date_in_past', 'The date has passed.')];
  if (date <= addDays(today, daysAhead)) return [];
  return [fault(pointer, 'date_too_far', `The date is more than ${daysAhead} days ahead.`)];
};

const orderFaults = (slices: readonly SliceParts[]): readonly CriteriaFault[] => {
  const faults: CriteriaFault[] = [];
  let latest = '';
  for (const [index, { departure_date }] of slices.entries()) {
    if (departure_date === undefined || !isDate(departure_date)) continue;
    if (departure_date < latest) {
      const pointer = `/slices/${index}/departure_date`;
      faults.push(fault(pointer, 'dates_not_chronological', 'An earlier slice departs after this date.'));
    } else latest = departure_date;
  }
  return faults;
};

const passengerFaults = ({ adults, children_ages }: PassengerParts): readonly CriteriaFault[] => [
  ...(adults === undefined ? [] : adultFaults(adults)),
  ...(children_ages === undefined ? [] : childFaults(children_ages)),
  ...(adults === undefined || children_ages === undefined ? [] : partyFaults(adults, children_ages)),
];

const adultFaults = (adults: number): readonly CriteriaFault[] => {
  const { seats } = CRITERIA_LIMITS;
  if (adults > seats) {
    return [fault('/passengers/adults', 'too_many_passengers', `At most ${seats} can travel together.`)];
  }
  return adults >= 1
    ? []
    : [fault('/passengers/adults', 'invalid_format', 'At least one adult has to travel.')];
};

const childFaults = (ages: readonly (number | undefined)[]): readonly CriteriaFault[] => {
  const { children, childAge } = CRITERIA_LIMITS;
  const pointer = '/passengers/children_ages';
  const isAge = (age: number): boolean => Number.isInteger(age) && age >= 0 && age <= childAge;
  return [
    ...(ages.length <= children
      ? []
      : [fault(pointer, 'too_many_passengers', `At most ${children} children can travel together.`)]),
    ...ages.flatMap((age, index) =>
      age === undefined || isAge(age)
        ? []
        : [
            fault(
              `${pointer}/${index}`,
              'invalid_age',
              `A child's age is a whole number from 0 to ${childAge}.`,
            ),
          ],
    ),
  ];
};

const partyFaults = (adults: number, ages: readonly (number | undefined)[]): readonly CriteriaFault[] => {
  const { seats, children } = CRITERIA_LIMITS;
  const infants = ages.filter((age) => age !== undefined && age >= 0 && age < SEATED_FROM_AGE).length;
  const seated = adults + ages.filter((age) => age !== undefined && age >= SEATED_FROM_AGE).length;
  const known = adults > seats || ages.length > children;
  const needed = 'Each child under two needs an adult of its own.';
  return [
    ...(seated > seats && !known
      ? [fault('/passengers', 'too_many_passengers', `At most ${seats} can travel together.`)]
      : []),
    ...(infants > adults ? [fault('/passengers/children_ages', 'infants_exceed_adults', needed)] : []),
  ];
};

const stopFaults = (stops: number | undefined): readonly CriteriaFault[] => {
  const { stops: most } = CRITERIA_LIMITS;
  if (stops === undefined || (stops >= 0 && stops <= most)) return [];
  return [fault('/max_stops', 'invalid_format', `The number of stops is from 0 to ${most}.`)];
};

const currencyFaults = (currency: string | undefined): readonly CriteriaFault[] => {
  if (currency === undefined || CURRENCIES.some((supported) => supported === currency)) return [];
  return [fault('/currency', 'unsupported_currency', `Prices can be had in ${CURRENCIES.join(', ')}.`)];
};
