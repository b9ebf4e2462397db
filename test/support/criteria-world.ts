import { temporalTimeZones } from '../../src/adapters/time-zones/temporal-time-zones.ts';
import type { CriteriaWorld } from '../../src/domain/flights/criteria/criteria-world.ts';
import type { Airport } from '../../src/domain/ports/places.ts';

const ZONES: Readonly<Record<string, string>> = {
  AMS: 'Europe/Amsterdam',
  LHR: 'Europe/London',
  LGW: 'Europe/London',
  JFK: 'America/New_York',
  EWR: 'America/New_York',
  BEY: 'Asia/Beirut',
  CXI: 'Pacific/Kiritimati',
  PPG: 'Pacific/Pago_Pago',
};

/** One of them, so that the rules can be asked, has its airports at both ends of the day. */
const CITIES: Readonly<Record<string, readonly string[]>> = {
  LON: ['LHR', 'LGW'],
  NYC: ['JFK', 'EWR'],
  FAR: ['CXI', 'PPG'],
};

/** The rules care about zones alone. */
const SOMEWHERE = { name: 'Field', city: 'Town', country: 'NL', latitude: 0, longitude: 0 };

const airportsOf = (code: string): readonly Airport[] =>
  (CITIES[code] ?? [code]).flatMap((airport) => {
    const timeZone = ZONES[airport];
    return timeZone === undefined ? [] : [{ ...SOMEWHERE, code: airport, timeZone }];
  });

/** A world of a few places at an instant, such as `2030-04-01T10:00Z`. */
export const criteriaWorld = (now: string): CriteriaWorld => ({
  places: { airportsOf },
  timeZones: temporalTimeZones(),
  nowMs: Date.parse(now),
});
