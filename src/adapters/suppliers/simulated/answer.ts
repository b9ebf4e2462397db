import type { FoundBatch, OfferFound } from '../../../domain/flights/offers/offer-found.ts';
import { combinations } from './sales/combinations.ts';
import { offerOf, repriced, type Sale, type Selling } from './sales/offers.ts';
import { between, type Random, randomOf } from './random.ts';
import { rubbishOf } from './sales/rubbish.ts';
import type { Twist } from './scenarios.ts';
import type { World } from './world.ts';

export interface Asked extends Selling {
  readonly twist: Twist;
}

const DAY_MS = 86_400_000;
/** Of a hundred offers so many change their price, or go, while the search goes on. */
const USUAL_CHANGES = { repriced: 2, withdrawn: 0.5 } as const;
/** By how much a price moves. */
const MOVES = [0.03, 0.12] as const;
/** Good offers that rubbish is made of. */
const SPOILED = 3;

/** All that a supplier answers, in so many batches at most; none where it has nothing. They are made as they are asked for. */
export function* answerOf(asked: Asked, mostBatches: number, world: World): Generator<FoundBatch> {
  const { profile, criteria, twist, seed } = asked;
  if (twist.nothing === true) return;
  const drawn = [seed, profile.supplier_id, JSON.stringify(criteria)] as const;
  const sales = shuffled(salesOf(asked, world), randomOf('order', ...drawn));
  if (sales.length === 0) return;
  const batches = Math.min(mostBatches, sales.length);
  const named = new Set<string>();
  const random = randomOf('changes', ...drawn);
  let earlier: readonly OfferFound[] = [];
  for (let batch = 1; batch <= batches; batch += 1) {
    const share = batch / batches;
    const sold = sales.slice(
      Math.round(((batch - 1) / batches) * sales.length),
      Math.round(share * sales.length),
    );
    const fresh = sold.map((sale) => offerOf(sale, asked));
    const spoiled = twist.rubbish === true ? fresh.slice(0, SPOILED).flatMap(rubbishOf) : [];
    const { offers, removed } = changesIn(earlier, twist, random);
    earlier = fresh;
    yield {
      offers: [...fresh, ...spoiled, ...offers],
      ...(removed.length > 0 && { removed }),
      carriers: namesIn(sold, named),
      share,
    };
  }
}

const salesOf = (asked: Asked, world: World): readonly Sale[] => {
  const { profile, criteria, twist, seed, nowMs } = asked;
  const [first] = criteria.slices;
  const daysAhead = first === undefined ? 0 : daysBetween(nowMs, first.departure_date);
  const fareAt = { cabin: criteria.cabin, daysAhead, seed };
  const asSold = { profile, twist, fareAt, nowMs };
  const noBags = twist.noBags === true;
  const found = combinations(asSold, criteria, world).flatMap((combination) => {
    const carriers = combination.options.flatMap(({ flights }) => flights.map(({ carrier }) => carrier));
    const type = carriers.some((carrier) => carrier.type === 'low_cost') ? 'low_cost' : 'full_service';
    return profile.brands[type].map((brand): Sale => ({ combination, brand, noBags }));
  });
  const { offers, agencies = Math.ceil((offers ?? 0) / found.length) } = twist;
  if (agencies === 0 || found.length === 0) return found;
  return Array.from({ length: agencies }, (_, agency) => found.map((sale) => ({ ...sale, agency })))
    .flat()
    .slice(0, offers);
};

const daysBetween = (nowMs: number, date: string): number =>
  Math.max(0, Math.floor(Date.parse(date) / DAY_MS) - Math.floor(nowMs / DAY_MS));

interface Changed {
  readonly offers: readonly OfferFound[];
  readonly removed: readonly string[];
}

/** What has changed about the offers of one batch when the next one comes. */
const changesIn = (
  earlier: readonly OfferFound[],
  { changes = USUAL_CHANGES }: Twist,
  random: Random,
): Changed => {
  const offers: OfferFound[] = [];
  const removed: string[] = [];
  for (const offer of earlier) {
    const chance = random() * 100;
    if (chance < changes.withdrawn) removed.push(offer.offer_id);
    else if (chance < changes.withdrawn + changes.repriced) offers.push(repriced(offer, moveOf(random)));
  }
  return { offers, removed };
};

const moveOf = (random: Random): number => {
  const move = between(...MOVES, random);
  return random() < 0.5 ? 1 - move : 1 + move;
};

/** Of the carriers that no earlier batch has named. */
const namesIn = (sales: readonly Sale[], named: Set<string>): Readonly<Record<string, string>> => {
  const names: Record<string, string> = {};
  for (const { combination } of sales) {
    for (const { carrier, operator } of combination.options.flatMap(({ flights }) => flights)) {
      for (const { code, name } of [carrier, operator]) {
        if (named.has(code)) continue;
        named.add(code);
        names[code] = name;
      }
    }
  }
  return names;
};

/** What is best does not come first. */
const shuffled = <T>(items: readonly T[], random: Random): readonly T[] =>
  items
    .map((item) => ({ item, order: random() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ item }) => item);
