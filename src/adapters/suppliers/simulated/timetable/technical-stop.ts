import { distanceKm } from '../../../../domain/flights/offers/great-circle.ts';
import type { Carrier } from '../../../../domain/ports/carriers.ts';
import type { Airport, Places } from '../../../../domain/ports/places.ts';
import { blockMinutes } from './block-time.ts';
import type { Network } from './network.ts';
import { chanceOf } from '../random.ts';
import { flownOn } from '../scenarios.ts';

/** Minutes after take-off. */
export interface TechnicalStopPlan {
  readonly at: Airport;
  readonly landsAfter: number;
  readonly leavesAfter: number;
  readonly totalMinutes: number;
}

const GROUND_MINUTES = 75;
/** Where landing on the way happens at all, and how often: in so many of a hundred routes of a carrier. */
const USUAL_KM = [4_500, 9_000] as const;
const USUAL = 0.02;
const LONGEST_DETOUR = 1.15;
const NEAREST_KM = 1_000;

/** Where a carrier lands on the way, under the same flight number; mostly nowhere. */
export const technicalStopOf = (
  { code }: Carrier,
  [from, to]: readonly [Airport, Airport],
  { network, places }: { readonly network: Network; readonly places: Places },
): TechnicalStopPlan | undefined => {
  const named = flownOn(from.code, to.code).technicalStop;
  const at = named === undefined ? usualStop(code, [from, to], network) : places.airport(named);
  if (at === undefined) return undefined;
  const landsAfter = blockMinutes(from, at);
  const leavesAfter = landsAfter + GROUND_MINUTES;
  return { at, landsAfter, leavesAfter, totalMinutes: leavesAfter + blockMinutes(at, to) };
};

const usualStop = (
  carrier: string,
  [from, to]: readonly [Airport, Airport],
  { hubs }: Network,
): Airport | undefined => {
  const km = distanceKm(from, to);
  if (km < USUAL_KM[0] || km > USUAL_KM[1]) return undefined;
  if (chanceOf('technical stop', carrier, from.code, to.code) >= USUAL) return undefined;
  return hubs
    .map((hub) => ({ hub, legs: [distanceKm(from, hub), distanceKm(hub, to)] as const }))
    .filter(({ legs }) => legs[0] > NEAREST_KM && legs[1] > NEAREST_KM)
    .map(({ hub, legs }) => ({ hub, detour: (legs[0] + legs[1]) / km }))
    .filter(({ detour }) => detour < LONGEST_DETOUR)
    .toSorted((one, other) => one.detour - other.detour)[0]?.hub;
};
