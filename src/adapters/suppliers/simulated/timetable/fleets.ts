import type { Carrier } from '../../../../domain/ports/carriers.ts';

const set = (codes: string): ReadonlySet<string> => new Set(codes.split(' '));

/** Full-service carriers without long-haul aircraft. */
const REGIONAL = set(
  '4Z A3 A9 BP BS BT FB GQ HF HM ID IE J2 K6 KB KC KM KP LG LM NT NX OD OU PD PG Q2 QV RO S7 TC TM TU VR WF XK',
);
/** Carriers with nothing but long-haul aircraft, and low-cost carriers with some. */
const LONG_HAUL_ONLY = set('BF N0 SS TN VS ZG');
const LONG_LOW_COST = set('5J AD B6 BF JQ N0 TR TS VJ ZG');

const REGIONAL_KM = 4_500;
const LOW_COST_KM = 3_800;
const LONG_LOW_COST_KM = 9_000;
const FULL_SERVICE_KM = 15_500;
const LONG_HAUL_FROM_KM = 3_000;
/** Nearer than this one takes the train. */
const NEAREST_KM = 120;

export const isRegional = ({ code }: Carrier): boolean => REGIONAL.has(code);

/** How near and how far a carrier flies: for a tank, and for crews that want to be home at night. */
export const reachOf = (carrier: Carrier): readonly [nearestKm: number, farthestKm: number] => {
  const { code, type } = carrier;
  const nearest = LONG_HAUL_ONLY.has(code) ? LONG_HAUL_FROM_KM : NEAREST_KM;
  if (type === 'low_cost') return [nearest, LONG_LOW_COST.has(code) ? LONG_LOW_COST_KM : LOW_COST_KM];
  return [nearest, isRegional(carrier) ? REGIONAL_KM : FULL_SERVICE_KM];
};
