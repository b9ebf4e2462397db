import type { FlightMessage, ResultFound } from '../../src/domain/flights/view/messages.ts';
import { moneyOf } from '../../src/domain/flights/offers/money.ts';
import type { Itinerary, Offer } from '../../src/domain/flights/offers/offer.ts';
import { SEARCH_ID } from './flight-messages.ts';
import { AIRPORTS, itineraryFrom, MARKET_REQUESTED, sliceFrom } from './market-fixtures.ts';

const MARKET_SUPPLIERS = ['alder', 'birch', 'cedar', 'elm', 'fir', 'hazel', 'larch', 'maple'] as const;

/** Chance that is the same every time (mulberry32). */
const chance = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const CARRIERS = ['N1', 'Q4', 'V7', 'W2', 'X8', 'Y5'] as const;
const HUBS = ['LHR', 'CDG', 'KEF', 'BOS'] as const;

const pick = <T>(items: readonly [T, ...T[]], random: () => number): T =>
  items[Math.floor(random() * items.length)] ?? items[0];

/** So many ways from one place to another on a day. */
const waysOf = (from: string, to: string, date: string, count: number, random: () => number) =>
  Array.from({ length: count }, (_, index) => {
    const carrier = pick(CARRIERS, random);
    const time = `${String(5 + Math.floor(random() * 18)).padStart(2, '0')}:${index % 2 === 0 ? '05' : '40'}`;
    const number = 100 + index;
    const waitMinutes = 30 + 5 * Math.floor(random() * 90);
    const minutes = 420 + 5 * Math.floor(random() * 20);
    const direct = { to, carrier, number, minutes, waitMinutes: 0 };
    const hub = pick(HUBS, random);
    const viaHub = [
      { to: hub, carrier, number, minutes: 90, waitMinutes: 0 },
      { to, carrier: pick(CARRIERS, random), number: number + 400, minutes: minutes - 40, waitMinutes },
    ];
    const viaTwo = [
      { to: 'LGW', carrier, number, minutes: 80, waitMinutes: 0 },
      { from: 'LHR', to: 'BOS', carrier, number: number + 300, minutes: 400, waitMinutes: 200 },
      { to, carrier, number: number + 600, minutes: 75, waitMinutes },
    ];
    const legs = [[direct], viaHub, viaHub, viaHub, viaTwo][index % 5] ?? [direct];
    return sliceFrom(from, `${date}T${time}`, legs);
  });

const BRANDS = ['Light', 'Classic', 'Flex'] as const;

const offerIn = (itinerary: Itinerary, brandAt: number, random: () => number): Omit<Offer, 'offer_id'> => ({
  itinerary_id: itinerary.itinerary_id,
  revision: 1,
  price: moneyOf(Math.round(25_000 + random() ** 3 * 180_000 + brandAt * 7_500), 'EUR'),
  cabins: ['economy', 'economy'],
  fare_brand: BRANDS[brandAt] ?? 'Light',
  baggage: { carry_on: { quantity: 1 }, checked: { quantity: brandAt } },
  conditions: { refundable: { allowed: brandAt === 2 }, changeable: { allowed: brandAt > 0 } },
  seats_left: 4,
  transfer_type: random() < 0.1 ? 'self_transfer' : 'managed',
  expires_at: '2030-04-01T10:20:00.000Z',
  deep_link: `https://supplier.example/offers/${itinerary.itinerary_id}`,
});

export interface MarketOptions {
  readonly seed?: number;
  /** Of one result: no more than fit into a payload. */
  readonly resultOffers?: number;
}

/** A market of so many itineraries, three offers each, from eight suppliers, in the order in which they answer. */
export const marketMessages = (
  itineraryCount: number,
  { seed = 1, resultOffers = 25 }: MarketOptions = {},
): readonly FlightMessage[] => {
  const random = chance(seed);
  const ways = Math.ceil(Math.sqrt(itineraryCount));
  const [out, back] = [
    [...waysOf('AMS', 'JFK', '2030-05-01', ways, random)],
    [...waysOf('JFK', 'AMS', '2030-05-10', ways, random)],
  ];
  const itineraries = out
    .flatMap((outbound) => back.map((inbound) => itineraryFrom([outbound, inbound])))
    .slice(0, itineraryCount);
  const stock = new Map(MARKET_SUPPLIERS.map((supplier) => [supplier, [] as Offer[]]));
  for (const [index, itinerary] of itineraries.entries()) {
    for (const nth of [0, 1, 2]) {
      const supplier = MARKET_SUPPLIERS[(index + nth * 3) % MARKET_SUPPLIERS.length] ?? 'alder';
      const offer = {
        ...offerIn(itinerary, (index + nth) % 3, random),
        offer_id: `${supplier}-${index}-${nth}`,
      };
      stock.get(supplier)?.push(offer);
    }
  }
  const byId = new Map(itineraries.map((itinerary) => [itinerary.itinerary_id, itinerary]));
  const results: ResultFound[] = [];
  for (let from = 0; [...stock.values()].some((offers) => from < offers.length); from += resultOffers) {
    for (const [supplier_id, offers] of stock) {
      const some = offers.slice(from, from + resultOffers);
      if (some.length > 0) results.push(resultWith(supplier_id, some, byId));
    }
  }
  return [
    { status: 'requested', payload: MARKET_REQUESTED },
    {
      status: 'processing',
      payload: {
        search_id: SEARCH_ID,
        provider_id: 'provider-1',
        suppliers: MARKET_SUPPLIERS.map((id) => ({ supplier_id: id, name: `Supplier ${id}` })),
        started_at: '2030-04-01T10:00:00.100Z',
      },
    },
    ...results.map((payload) => ({ status: 'result' as const, payload })),
  ];
};

/** Whoever is first to sell an itinerary says what it is. */
const resultWith = (
  supplier_id: string,
  offers: readonly Offer[],
  unsaid: Map<string, Itinerary>,
): ResultFound => ({
  search_id: SEARCH_ID,
  supplier_id,
  supplier_status: 'answering',
  offers,
  itineraries: offers.flatMap(({ itinerary_id }) => {
    const itinerary = unsaid.get(itinerary_id);
    unsaid.delete(itinerary_id);
    return itinerary ?? [];
  }),
  dictionaries: {
    airports: Object.fromEntries(
      Object.entries(AIRPORTS).map(([code, [city, country]]) => [code, { name: city, city, country }]),
    ),
    carriers: Object.fromEntries(CARRIERS.map((code) => [code, { name: `Carrier ${code}` }])),
  },
  removed: [],
  progress: { percent: 50, answered: 0, total: MARKET_SUPPLIERS.length, offers: 0 },
});
