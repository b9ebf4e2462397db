import { distanceKm } from '../../../../domain/flights/offers/great-circle.ts';
import type { Carrier } from '../../../../domain/ports/carriers.ts';
import type { Places } from '../../../../domain/ports/places.ts';
import { reachOf } from './fleets.ts';

/** Carriers that have a hub or a base at an airport, by its code. */
export type Bases = ReadonlyMap<string, readonly Carrier[]>;

/** Small airports are not left out: so many carriers with a hub near them come for certain. */
const FEEDERS = 2;
const MAX_KM = 5_000;
const ABROAD_IS_FURTHER = 3;

/** `<carrier> <hub>` of those that are nearest to a small airport; at home rather than abroad. */
export const feedersOf = (code: string, bases: Bases, places: Places): ReadonlySet<string> => {
  const airport = places.airport(code);
  if (airport === undefined || bases.has(code)) return new Set();
  const near = [...bases].flatMap(([hubCode, carriers]) => {
    const hub = places.airport(hubCode);
    const km = hub === undefined ? Infinity : distanceKm(hub, airport);
    if (km > MAX_KM) return [];
    return carriers
      .filter((one) => one.type === 'full_service' && km >= reachOf(one)[0] && km <= reachOf(one)[1])
      .map((one) => ({
        carrier: one.code,
        hub: hubCode,
        far: km * (one.country === airport.country ? 1 : ABROAD_IS_FURTHER),
      }));
  });
  const nearest = new Map<string, string>();
  for (const { carrier, hub } of near.toSorted((one, other) => one.far - other.far)) {
    if (nearest.size === FEEDERS) break;
    if (!nearest.has(carrier)) nearest.set(carrier, hub);
  }
  return new Set([...nearest].map(([carrier, hub]) => `${carrier} ${hub}`));
};
