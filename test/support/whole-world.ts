import { loadCarriers } from '../../src/adapters/carriers/load-carriers.ts';
import { loadPlaces } from '../../src/adapters/places/load-places.ts';
import { temporalTimeZones } from '../../src/adapters/time-zones/temporal-time-zones.ts';

/** The earth as the product knows it. */
export const wholeWorld = () => ({
  places: loadPlaces(),
  carriers: loadCarriers(),
  timeZones: temporalTimeZones(),
});
