/** Invented: neither the names nor what they fly is anybody's. */
export interface Carrier {
  readonly code: string;
  readonly name: string;
  readonly hubs: readonly string[];
  readonly lowCost: boolean;
  /** What it asks, against the middle of the market. */
  readonly priceFactor: number;
}

/** Code, name, hubs, price factor. */
const FULL_SERVICE = [
  ['A1', 'Albion Airlines', ['LHR', 'LGW'], 1.08],
  ['B2', 'Bosporus Air', ['IST'], 0.92],
  ['D3', 'Dune Airways', ['DXB'], 1.02],
  ['G4', 'Gallia Air', ['CDG', 'ORY'], 1.05],
  ['H5', 'Hansa Wings', ['FRA', 'MUC'], 1.1],
  ['I6', 'Iberis', ['MAD'], 0.95],
  ['J7', 'Hinode Airways', ['HND', 'NRT'], 1.12],
  ['L8', 'Lantern Pacific', ['HKG'], 1],
  ['M9', 'Merlion Air', ['SIN'], 1.06],
  ['N1', 'Nordzee Air', ['AMS'], 1.03],
  ['O2', 'Outback Airways', ['SYD'], 1.04],
  ['Q3', 'Maple Crest', ['YYZ', 'YUL'], 1],
  ['S4', 'Skandia', ['CPH', 'ARN', 'OSL'], 0.98],
  ['U5', 'Union Atlantic', ['JFK', 'ORD', 'MIA'], 1.02],
  ['W6', 'Golden Gate Air', ['SFO', 'LAX'], 0.99],
] as const;

const LOW_COST = [
  ['F7', 'Finch', ['STN', 'DUB', 'BER', 'BCN', 'MXP'], 0.62],
  ['Y8', 'Yonder', ['LGW', 'EWR', 'AMS', 'LIS', 'CGK'], 0.7],
] as const;

export const CARRIERS: readonly Carrier[] = [
  ...FULL_SERVICE.map(([code, name, hubs, priceFactor]) => ({
    code,
    name,
    hubs,
    priceFactor,
    lowCost: false,
  })),
  ...LOW_COST.map(([code, name, hubs, priceFactor]) => ({ code, name, hubs, priceFactor, lowCost: true })),
];
