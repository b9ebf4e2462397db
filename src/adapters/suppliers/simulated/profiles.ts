import { CARRIERS } from './carriers.ts';
import type { Assortment } from './combinations.ts';
import { CLASSIC, type FareBrand, FLEX, LIGHT } from './offers.ts';

type Range = readonly [least: number, most: number];

/** What makes one simulated supplier another than the next. */
export interface Profile {
  readonly supplier_id: string;
  readonly name: string;
  readonly assortment: Assortment;
  readonly brands: readonly FareBrand[];
  /** On the fares that all of them sell. */
  readonly markup: Range;
  readonly batches: number;
  /** When its first and its last batch come, at speed 1. */
  readonly firstMs: Range;
  readonly lastMs: Range;
  /** How many of a hundred offers change their price, or go, while the search goes on. */
  readonly changes: { readonly repriced: number; readonly withdrawn: number };
}

const fullService = CARRIERS.filter(({ lowCost }) => !lowCost);

/** Connected to airlines directly: quick, few flights, every brand of them. */
const KESTREL: Profile = {
  supplier_id: 'kestrel',
  name: 'Kestrel (simulated)',
  assortment: { carriers: fullService, mixesCarriers: false, size: 8 },
  brands: [LIGHT, CLASSIC, FLEX],
  markup: [0.98, 1],
  batches: 3,
  firstMs: [350, 450],
  lastMs: [1_100, 1_500],
  changes: { repriced: 2, withdrawn: 0 },
};

/** A reservation system: more flights, fewer brands. */
const MERIDIAN: Profile = {
  supplier_id: 'meridian',
  name: 'Meridian (simulated)',
  assortment: { carriers: fullService, mixesCarriers: false, size: 16 },
  brands: [LIGHT, CLASSIC],
  markup: [1, 1.03],
  batches: 4,
  firstMs: [1_000, 1_300],
  lastMs: [2_500, 3_000],
  changes: { repriced: 2, withdrawn: 1 },
};

/** Asks everybody, low-cost carriers too, and puts returns together of two carriers. Slow, and less certain of prices. */
const ALBATROSS: Profile = {
  supplier_id: 'albatross',
  name: 'Albatross (simulated)',
  assortment: { carriers: CARRIERS, mixesCarriers: true, size: 36 },
  brands: [LIGHT],
  markup: [0.97, 1.06],
  batches: 5,
  firstMs: [2_000, 2_600],
  lastMs: [4_200, 5_000],
  changes: { repriced: 6, withdrawn: 2 },
};

export const PROFILES: readonly Profile[] = [KESTREL, MERIDIAN, ALBATROSS];
