import { temporalTimeZones } from '../../src/adapters/time-zones/temporal-time-zones.ts';
import type { Carriers } from '../../src/domain/ports/carriers.ts';
import type { Airport, Places } from '../../src/domain/ports/places.ts';

const AIRPORTS: readonly Airport[] = [
  ['AMS', 'Schiphol', 'Amsterdam', 'NL', 52.31, 4.76, 'Europe/Amsterdam'] as const,
  ['LHR', 'Heathrow', 'London', 'GB', 51.47, -0.45, 'Europe/London'] as const,
  ['LGW', 'Gatwick', 'London', 'GB', 51.15, -0.18, 'Europe/London'] as const,
  ['JFK', 'John F. Kennedy', 'New York', 'US', 40.64, -73.78, 'America/New_York'] as const,
  ['AKL', 'Auckland', 'Auckland', 'NZ', -37.01, 174.79, 'Pacific/Auckland'] as const,
  ['HNL', 'Honolulu', 'Honolulu', 'US', 21.32, -157.92, 'Pacific/Honolulu'] as const,
].map(([code, name, city, country, latitude, longitude, timeZone]) => ({
  code,
  name,
  city,
  country,
  latitude,
  longitude,
  timeZone,
}));

const CITIES: Readonly<Record<string, readonly string[]>> = { LON: ['LHR', 'LGW'], NYC: ['JFK'] };

const airport = (code: string): Airport | undefined => AIRPORTS.find((known) => known.code === code);

/** So much of the earth as most tests need. */
const places: Places = {
  airport,
  airportsOf: (code) => (CITIES[code] ?? [code]).flatMap((known) => airport(known) ?? []),
  find: () => [],
};

const ZEPHYR = { code: 'ZZ', name: 'Zephyr', country: 'NL', hubs: ['AMS'], type: 'full_service' } as const;

const carriers: Carriers = {
  all: [ZEPHYR],
  carrier: (code) => (code === ZEPHYR.code ? ZEPHYR : undefined),
};

export const SMALL_WORLD = { places, carriers, timeZones: temporalTimeZones() };
