import type { Cabin } from '../../../../domain/flights/criteria/criteria.ts';
import type { Flight } from '../timetable/flights.ts';
import { isRegional } from '../timetable/fleets.ts';
import { chanceOf } from '../random.ts';
import type { SliceOption } from '../ways/slice-option.ts';

/** Short hops are flown without the cabins in between. */
const LONG_KM = 3_500;
/** Of a hundred carriers with long-haul aircraft so many have a first class. */
const WITH_FIRST = 0.4;

/** Where one sits on a flight who asks for this cabin: in the next one below where there is none. */
export const cabinOn = ({ km, operator }: Flight, asked: Cabin): Cabin => {
  if (operator.type === 'low_cost') return 'economy';
  if (asked === 'premium_economy' && km < LONG_KM) return 'economy';
  if (asked !== 'first') return asked;
  const hasFirst = !isRegional(operator) && chanceOf('first class', operator.code) < WITH_FIRST;
  return hasFirst && km >= LONG_KM ? 'first' : 'business';
};

/** Whether the longest flight has this cabin: that is the one that is sold. */
export const hasCabin = ({ flights }: SliceOption, cabin: Cabin): boolean => {
  const longest = flights.reduce((best, flight) => (lasts(flight) > lasts(best) ? flight : best));
  return cabinOn(longest, cabin) === cabin;
};

const lasts = ({ departsMs, arrivesMs }: Flight): number => arrivesMs - departsMs;
