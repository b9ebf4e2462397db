import type { Places } from '../../ports/places.ts';
import type { TimeZones } from '../../ports/time-zones.ts';

/** What the rules for criteria have to know of the world. */
export interface CriteriaWorld {
  readonly places: Pick<Places, 'airportsOf'>;
  readonly timeZones: Pick<TimeZones, 'localMinute'>;
  /** In milliseconds since the epoch. */
  readonly nowMs: number;
}
