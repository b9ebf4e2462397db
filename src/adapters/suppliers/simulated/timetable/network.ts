import { distanceKm } from '../../../../domain/flights/offers/great-circle.ts';
import type { Carrier, Carriers } from '../../../../domain/ports/carriers.ts';
import type { Airport, Places } from '../../../../domain/ports/places.ts';
import { type Bases, feedersOf } from './feeders.ts';
import { isRegional, reachOf } from './fleets.ts';
import { chanceOf } from '../random.ts';
import { remember } from '../remember.ts';
import { flownOn } from '../scenarios.ts';

/** Who flies where. */
export interface Network {
  /** Every airport that some carrier connects at. */
  readonly hubs: readonly Airport[];
  /** How many carriers connect there, or have a base: how large it is. */
  size(airport: string): number;
  /** Carriers with flights of their own from here to there. */
  flyers(from: Airport, to: Airport): readonly Carrier[];
  /** Those whose flights a carrier sells under numbers of its own. */
  partners(carrier: Carrier): readonly Carrier[];
}

const LONG_KM = 4_500;

/** Of a hundred routes that a carrier could have from a hub it has so many. */
const FLOWN = {
  domestic: { first: 0.95, other: 0.6 },
  medium: {
    gateway: { first: 1, other: 0.5 },
    large: { first: 0.8, other: 0.4 },
    small: { first: 0.35, other: 0.12 },
  },
  long: {
    crowded: { first: 1, other: 0.55 },
    large: { first: 0.85, other: 0.25 },
    small: { first: 0.04, other: 0 },
  },
  low_cost: { large: 0.55, small: 0.3, crowded: 0.1 },
} as const;

/** So many carriers from other continents make an airport one that everybody goes to, and that is too dear for low fares. */
const CROWDED = 2;

const MAX_ROUTES_KEPT = 50_000;
const MAX_AIRPORTS_KEPT = 5_000;

export const networkOf = (places: Places, carriers: Carriers): Network => {
  const { all } = carriers;
  const bases = basesOf(all, places);
  const feeders = remember(MAX_AIRPORTS_KEPT, (code) => feedersOf(code, bases, places));
  const size = (code: string): number => bases.get(code)?.length ?? 0;
  const gateways = remember(MAX_AIRPORTS_KEPT, (code) => (bases.get(code) ?? []).filter(hasLongHaul).length);
  const isFlown = (one: Carrier, from: Airport, to: Airport): boolean => {
    const [here, there] = [one.hubs.indexOf(from.code), one.hubs.indexOf(to.code)];
    const [nearest, farthest] = reachOf(one);
    const km = distanceKm(from, to);
    if (km < nearest || km > farthest) return false;
    if (here >= 0 && there >= 0) return true;
    const [rank, hub, other] = here >= 0 ? [here, from, to] : [there, to, from];
    if (feeders(other.code).has(`${one.code} ${hub.code}`)) return true;
    const chance = chanceOfRoute(one, {
      km,
      isFirstHub: rank === 0,
      isDomestic: other.country === hub.country && hub.country === one.country,
      size: size(other.code),
      gateways: gateways(other.code),
    });
    return chanceOf('route', one.code, hub.code, other.code) < chance;
  };
  const flyers = remember(MAX_ROUTES_KEPT, (key): readonly Carrier[] => {
    const [from, to] = key.split(' ').map((code) => places.airport(code));
    if (from === undefined || to === undefined || from.code === to.code) return [];
    const based = new Set([...(bases.get(from.code) ?? []), ...(bases.get(to.code) ?? [])]);
    const besides = (flownOn(from.code, to.code).by ?? []).flatMap((code) => carriers.carrier(code) ?? []);
    return [...new Set([...besides, ...[...based].filter((one) => isFlown(one, from, to))])];
  });
  const partners = new Map(all.map((one) => [one.code, all.filter((other) => areAllied(one, other))]));
  return {
    hubs: [...bases.keys()].flatMap((code) => places.airport(code) ?? []),
    size,
    flyers: (from, to) => flyers(`${from.code} ${to.code}`),
    partners: ({ code }) => partners.get(code) ?? [],
  };
};

export const areAllied = (one: Carrier, other: Carrier): boolean =>
  one.code !== other.code && one.alliance !== undefined && one.alliance === other.alliance;

const hasLongHaul = (one: Carrier): boolean => one.type === 'full_service' && !isRegional(one);

const basesOf = (all: readonly Carrier[], places: Places): Bases => {
  const bases = new Map<string, Carrier[]>();
  for (const one of all) {
    for (const hub of one.hubs) {
      if (places.airport(hub) === undefined) continue;
      const there = bases.get(hub) ?? [];
      there.push(one);
      bases.set(hub, there);
    }
  }
  return bases;
};

interface Route {
  readonly km: number;
  readonly isFirstHub: boolean;
  readonly isDomestic: boolean;
  /** Carriers at the other end, and those of them with long-haul aircraft. */
  readonly size: number;
  readonly gateways: number;
}

const chanceOfRoute = ({ type }: Carrier, { km, isFirstHub, isDomestic, size, gateways }: Route): number => {
  const rank = isFirstHub ? 'first' : 'other';
  if (km > LONG_KM) {
    if (gateways >= CROWDED) return FLOWN.long.crowded[rank];
    return FLOWN.long[gateways > 0 ? 'large' : 'small'][rank];
  }
  if (type === 'low_cost') {
    if (gateways >= CROWDED) return FLOWN.low_cost.crowded;
    return FLOWN.low_cost[size > 0 ? 'large' : 'small'];
  }
  if (isDomestic) return FLOWN.domestic[rank];
  const small = size > 0 ? 'large' : 'small';
  return FLOWN.medium[gateways > 0 ? 'gateway' : small][rank];
};
