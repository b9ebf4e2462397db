import { distanceKm } from '../../../../domain/flights/offers/great-circle.ts';
import type { Carrier } from '../../../../domain/ports/carriers.ts';
import type { Airport } from '../../../../domain/ports/places.ts';
import { isRegional } from './fleets.ts';
import { pick, randomOf } from '../random.ts';

type Types = readonly [string, ...string[]];

/** By IATA code. */
const LOW_COST: Types = ['320', '32N', '321', '738', '7M8'];
const BY_REACH: readonly { readonly km: number; readonly types: Types }[] = [
  { km: 700, types: ['E90', '319', '320', '223', 'CR9'] },
  { km: 3_500, types: ['320', '32N', '321', '738', '7M8', '223'] },
  { km: 6_500, types: ['321', '333', '788', '789', '339'] },
  { km: 11_000, types: ['789', '359', '77W', '333', '388'] },
];
const TURBOPROPS: Types = ['AT7', 'DH4', 'E90'];
const TURBOPROP_KM = 700;
const LONGEST: Types = ['359', '789', '77W', '351'];

/** What a carrier usually sends there. */
export const aircraftOf = (carrier: Carrier, from: Airport, to: Airport): string => {
  const km = distanceKm(from, to);
  const isSmall = km < TURBOPROP_KM && isRegional(carrier);
  const byReach = isSmall ? TURBOPROPS : (BY_REACH.find((reach) => km < reach.km)?.types ?? LONGEST);
  const types = carrier.type === 'low_cost' && km < 3_800 ? LOW_COST : byReach;
  const [one = '', other = ''] = [from.code, to.code].toSorted();
  return pick(types, randomOf('aircraft', carrier.code, one, other));
};
