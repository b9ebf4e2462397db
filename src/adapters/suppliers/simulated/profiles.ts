import type { Cabin } from '../../../domain/flights/criteria/criteria.ts';
import type { Capabilities } from '../../../domain/flights/criteria/missing-capability.ts';
import { BASIC, CLASSIC, type FareBrand, FLEX, LIGHT, PLUS } from './sales/brands.ts';
import type { Rounding } from './sales/currencies.ts';
import { type Latency, LATENCIES } from './latency.ts';
import type { Tickets } from './ways/slice-options.ts';

/** What of all that is flown a supplier sells. */
export interface Assortment {
  readonly carriers: 'all' | 'full_service' | 'low_cost';
  /** Of a hundred ways to fly it knows so many. */
  readonly coverage: number;
  readonly tickets: Tickets;
  /** Whether a return may be flown with another carrier. */
  readonly mixesCarriers: boolean;
  /** How many itineraries it offers at most. */
  readonly size: number;
}

/** What makes one simulated supplier another than the next. */
export interface Profile {
  readonly supplier_id: string;
  readonly name: string;
  readonly sellerType: 'airline' | 'agency' | 'aggregator';
  readonly latency: Latency;
  readonly assortment: Assortment;
  /** Of carriers of either type. */
  readonly brands: Readonly<Record<'full_service' | 'low_cost', readonly FareBrand[]>>;
  /** On the fares that all of them sell. */
  readonly markup: readonly [least: number, most: number];
  readonly currency: string;
  readonly rounding: Rounding;
  /** Of a hundred offers it says so little of so many: neither bags nor conditions. */
  readonly vague: number;
  readonly tellsEmissions: boolean;
  /** Knows the weight of bags, rather than their number. */
  readonly weighsBags: boolean;
  /** ISO 3166-1 codes; it sells nothing that leaves them. */
  readonly region?: ReadonlySet<string>;
  /** Those that it sells. */
  readonly cabins?: readonly Cabin[];
  /** What it can be asked at all. */
  readonly capabilities?: Capabilities;
}

const FULL_SERVICE_ONLY = { low_cost: [] } as const;
const BETTER_CABINS: readonly Cabin[] = ['premium_economy', 'business', 'first'];
const ASIA = new Set('BD BN BT CN HK ID IN JP KH KR LA LK MM MN MO MV MY NP PH PK SG TH TL TW VN'.split(' '));

const USUAL = { vague: 0, tellsEmissions: false, weighsBags: false } as const;

export const PROFILES: readonly Profile[] = [
  {
    ...USUAL,
    // Connected to airlines directly: quick, few flights, every brand of them.
    supplier_id: 'kestrel',
    name: 'Kestrel (simulated)',
    sellerType: 'agency',
    latency: LATENCIES.direct,
    assortment: {
      carriers: 'full_service',
      coverage: 0.7,
      tickets: 'one',
      mixesCarriers: false,
      size: 24,
    },
    brands: { full_service: [LIGHT, CLASSIC, FLEX], ...FULL_SERVICE_ONLY },
    markup: [0.98, 1],
    currency: 'EUR',
    rounding: 'coin',
    tellsEmissions: true,
  },
  {
    ...USUAL,
    // A reservation system: more flights, fewer brands, dollars.
    supplier_id: 'meridian',
    name: 'Meridian (simulated)',
    sellerType: 'agency',
    latency: LATENCIES.system,
    assortment: {
      carriers: 'full_service',
      coverage: 0.85,
      tickets: 'one',
      mixesCarriers: false,
      size: 40,
    },
    brands: { full_service: [LIGHT, CLASSIC], ...FULL_SERVICE_ONLY },
    markup: [1, 1.03],
    currency: 'USD',
    rounding: 'coin',
  },
  {
    ...USUAL,
    // Asks everybody, and puts returns together of two carriers. Slow, and often vague.
    supplier_id: 'albatross',
    name: 'Albatross (simulated)',
    sellerType: 'aggregator',
    latency: LATENCIES.aggregator,
    assortment: { carriers: 'all', coverage: 0.9, tickets: 'one', mixesCarriers: true, size: 100 },
    brands: { full_service: [LIGHT], low_cost: [BASIC] },
    markup: [0.98, 1.06],
    currency: 'GBP',
    rounding: 'whole',
    vague: 0.3,
  },
  {
    ...USUAL,
    // An agency on a reservation system: whole dollars, cheap and flexible fares.
    supplier_id: 'pelican',
    name: 'Pelican (simulated)',
    sellerType: 'agency',
    latency: LATENCIES.system,
    assortment: { carriers: 'all', coverage: 0.6, tickets: 'one', mixesCarriers: true, size: 40 },
    brands: { full_service: [LIGHT, FLEX], low_cost: [BASIC] },
    markup: [0.99, 1.05],
    currency: 'USD',
    rounding: 'whole',
    tellsEmissions: true,
  },
  {
    ...USUAL,
    // Low-cost carriers, straight from their own shops: bags cost extra, and so does everything else.
    supplier_id: 'finch',
    name: 'Finch (simulated)',
    sellerType: 'airline',
    latency: LATENCIES.direct,
    assortment: { carriers: 'low_cost', coverage: 1, tickets: 'one', mixesCarriers: true, size: 24 },
    brands: { full_service: [], low_cost: [BASIC, PLUS] },
    markup: [0.98, 0.99],
    currency: 'EUR',
    rounding: 'just_below',
    cabins: ['economy'],
    capabilities: { maxSlices: 2 },
  },
  {
    ...USUAL,
    // Sells flights within Asia and nothing else, cheaper than others, with bags by weight.
    supplier_id: 'lotus',
    name: 'Lotus (simulated)',
    sellerType: 'agency',
    latency: LATENCIES.direct,
    assortment: { carriers: 'all', coverage: 0.9, tickets: 'one', mixesCarriers: false, size: 40 },
    brands: { full_service: [LIGHT, CLASSIC], low_cost: [BASIC, PLUS] },
    markup: [0.98, 1.01],
    currency: 'SGD',
    rounding: 'coin',
    weighsBags: true,
    region: ASIA,
  },
  {
    ...USUAL,
    // Puts tickets together that know nothing of each other, with three hours between them.
    supplier_id: 'patchwork',
    name: 'Patchwork (simulated)',
    sellerType: 'aggregator',
    latency: LATENCIES.aggregator,
    assortment: { carriers: 'all', coverage: 0.8, tickets: 'several', mixesCarriers: true, size: 30 },
    brands: { full_service: [LIGHT], low_cost: [BASIC] },
    markup: [1.02, 1.06],
    currency: 'PLN',
    rounding: 'coin',
    vague: 0.5,
    cabins: ['economy'],
    capabilities: { maxSlices: 2, maxPassengers: 6 },
  },
  {
    ...USUAL,
    // Has better cabins than economy, at prices below those of the airlines.
    supplier_id: 'sovereign',
    name: 'Sovereign (simulated)',
    sellerType: 'agency',
    latency: LATENCIES.system,
    assortment: {
      carriers: 'full_service',
      coverage: 0.75,
      tickets: 'one',
      mixesCarriers: false,
      size: 24,
    },
    brands: { full_service: [CLASSIC, FLEX], ...FULL_SERVICE_ONLY },
    markup: [0.82, 0.88],
    currency: 'GBP',
    rounding: 'five',
    cabins: BETTER_CABINS,
  },
];
