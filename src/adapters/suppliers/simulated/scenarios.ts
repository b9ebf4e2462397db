/** What one supplier does on a scenario route that it does nowhere else. */
export interface Twist {
  /** It has no offers. */
  readonly nothing?: true;
  /** It knows no flight without a stop. */
  readonly connectionsOnly?: true;
  /** No bag is included, whatever the fare. */
  readonly noBags?: true;
  /** It says nothing any more after so many batches, and does not end. */
  readonly hangsAfter?: number;
  /** It fails after so many batches. */
  readonly failsAfter?: { readonly batches: number; readonly code: string; readonly retryable: boolean };
  /** Its last batch comes this late, at speed 1. */
  readonly lastMs?: number;
  /** Its answer comes in so many batches. */
  readonly batches?: number;
  /** How many of a hundred offers change their price, or go, while the search goes on. */
  readonly changes?: { readonly repriced: number; readonly withdrawn: number };
  /** It sells every flight there is. */
  readonly wholeMarket?: true;
  /** It sells the same by so many agencies, or by as many as it takes to have so many offers. */
  readonly agencies?: number;
  readonly offers?: number;
  /** Between its offers there are some that cannot be, or were not asked for. */
  readonly rubbish?: true;
}

/** What is otherwise flown on a scenario route, whoever sells it. */
export interface Flown {
  /** Carriers that fly there, whatever their hubs are; those that are known. */
  readonly by?: readonly string[];
  /** They land here on the way. */
  readonly technicalStop?: string;
  /** They leave at these hours as well. */
  readonly alsoAt?: readonly string[];
  readonly surface?: { readonly mode: 'train' | 'bus'; readonly minutes: number };
}

export interface Scenario {
  /** Airports: that of the first slice decides what suppliers do. */
  readonly from: string;
  readonly to: string;
  readonly what: string;
  /** What every supplier does, and what single ones do besides. */
  readonly all?: Twist;
  readonly suppliers?: Readonly<Record<string, Twist>>;
  readonly flown?: Flown;
}

/** Seconds later than anybody else's, and within the patience of the default settings. */
const SLOW_TAIL_MS = 17_000;

/** Around the hours that clocks skip in spring and repeat in autumn. */
const NIGHT = ['00:30', '01:00', '01:15', '01:30', '01:45', '02:00', '02:30', '03:00'];

export const SCENARIOS: readonly Scenario[] = [
  { from: 'PVD', to: 'RAI', what: 'nobody has an offer', all: { nothing: true } },
  { from: 'LHR', to: 'DXB', what: 'only connections are sold', all: { connectionsOnly: true } },
  { from: 'BTS', to: 'MRU', what: 'no fare includes a bag', all: { noBags: true } },
  {
    from: 'STN',
    to: 'LHR',
    what: 'a flight of minutes that nobody flies; meridian never answers',
    suppliers: { meridian: { hangsAfter: 0 } },
    flown: { by: ['BA', 'U2', 'FR'] },
  },
  {
    from: 'DXB',
    to: 'AMS',
    what: 'flights land in Vienna on the way, under the same number',
    flown: { by: ['EK', 'KL'], technicalStop: 'VIE' },
  },
  {
    from: 'OSL',
    to: 'LYR',
    what: 'only meridian has offers, all others are empty',
    all: { nothing: true },
    suppliers: { meridian: {} },
    flown: { by: ['SK', 'DY'] },
  },
  {
    from: 'CDG',
    to: 'FCO',
    what: 'meridian fails in the middle of its answer; what it has given stands',
    suppliers: { meridian: { failsAfter: { batches: 1, code: 'upstream_error', retryable: true } } },
    flown: { by: ['AF', 'AZ'] },
  },
  {
    from: 'FRA',
    to: 'IST',
    what: 'about a third of the prices change while the search goes on',
    all: { changes: { repriced: 60, withdrawn: 0 } },
    flown: { by: ['LH', 'TK'] },
  },
  {
    from: 'MUC',
    to: 'ATH',
    what: 'about a quarter of the offers vanish while the search goes on',
    all: { changes: { repriced: 0, withdrawn: 50 } },
    flown: { by: ['LH', 'A3'] },
  },
  {
    from: 'MAD',
    to: 'BCN',
    what: 'everybody sells the same flights, and albatross each of them by three agencies',
    all: { wholeMarket: true },
    suppliers: { albatross: { wholeMarket: true, agencies: 3 } },
    flown: { by: ['IB', 'VY', 'UX'] },
  },
  {
    from: 'JFK',
    to: 'LAX',
    what: 'albatross has 5,000 offers',
    suppliers: { albatross: { wholeMarket: true, offers: 5_000, batches: 50 } },
    flown: { by: ['AA', 'DL', 'B6'] },
  },
  {
    from: 'SFO',
    to: 'SEA',
    what: 'the last batch of albatross comes after 17 seconds',
    suppliers: { albatross: { lastMs: SLOW_TAIL_MS } },
    flown: { by: ['AS', 'UA', 'DL'] },
  },
  {
    from: 'ZRH',
    to: 'VIE',
    what: 'kestrel gives a first batch and then hangs',
    suppliers: { kestrel: { hangsAfter: 1 } },
    flown: { by: ['LX', 'OS'] },
  },
  {
    from: 'WAW',
    to: 'PRG',
    what: 'albatross mixes rubbish into its offers, which is dropped and counted',
    suppliers: { albatross: { rubbish: true } },
    flown: { by: ['LO', 'OK'] },
  },
  {
    from: 'DUB',
    to: 'EDI',
    what: 'pelican refuses, since it was asked too often',
    suppliers: { pelican: { failsAfter: { batches: 0, code: 'rate_limited', retryable: true } } },
    flown: { by: ['EI', 'FR'] },
  },
  {
    from: 'ARN',
    to: 'GOT',
    what: 'everybody fails',
    all: { failsAfter: { batches: 0, code: 'upstream_error', retryable: true } },
    flown: { by: ['SK'] },
  },
  {
    from: 'MAN',
    to: 'TFS',
    what: 'flights leave all night: in spring one hour of them is skipped, in autumn one is shown twice',
    flown: { by: ['BA', 'U2', 'LS'], alsoAt: NIGHT },
  },
  {
    from: 'AKL',
    to: 'HNL',
    what: 'flights cross the date line and arrive the day before they left',
    flown: { by: ['NZ', 'HA'], alsoAt: ['09:45'] },
  },
  {
    from: 'BRU',
    to: 'CDG',
    what: 'trains are sold under flight numbers',
    flown: { by: ['AF'], surface: { mode: 'train', minutes: 85 } },
  },
  {
    from: 'ABE',
    to: 'EWR',
    what: 'buses are sold under flight numbers',
    flown: { by: ['UA'], surface: { mode: 'bus', minutes: 115 } },
  },
];

const BY_ROUTE: ReadonlyMap<string, Scenario> = new Map(
  SCENARIOS.map((scenario) => [`${scenario.from} ${scenario.to}`, scenario]),
);

/** What is otherwise flown from here to there, and back; most routes are those of no scenario. */
export const flownOn = (from: string, to: string): Flown => {
  const there = BY_ROUTE.get(`${from} ${to}`)?.flown;
  if (there !== undefined) return there;
  const { technicalStop: _, ...back } = BY_ROUTE.get(`${to} ${from}`)?.flown ?? {};
  return back;
};

/** What a supplier does otherwise where a search begins with this route. */
export const twistOf = (supplierId: string, from: string, to: string): Twist => {
  const { all = {}, suppliers = {} } = BY_ROUTE.get(`${from} ${to}`) ?? { suppliers: {} };
  return suppliers[supplierId] ?? all;
};
