import { admitBatch, type Gate } from '../../src/domain/flights/gate/admit-batch.ts';
import { minorUnits } from '../../src/domain/flights/offers/money.ts';
import type { OfferFault } from '../../src/domain/flights/offers/offer-fault.ts';
import type { OfferFound } from '../../src/domain/flights/offers/offer-found.ts';
import { FAULT_WORDS, STOP_WORDS } from './fault-words.ts';
import type { Hearing } from './hear-supplier.ts';
import type { Trial } from './hold-trial.ts';
import { shapeHints } from './shape-hints.ts';
import { ONE_WAY, PARTY } from './trial-requests.ts';

/** Promises, each a true sentence about a good supplier, and how a trial shows what is wrong: nothing, if it is kept. */
export type SupplierPromises = Readonly<Record<string, (trial: Trial, gate: Gate) => readonly string[]>>;

const inEach = (trial: Trial, faultsOf: (hearing: Hearing) => readonly string[]): readonly string[] =>
  trial.hearings.flatMap((hearing) => faultsOf(hearing).map((fault) => `${hearing.name}: ${fault}`));

const offersOf = ({ batches }: Hearing): readonly OfferFound[] => batches.flatMap(({ offers }) => offers);

/** What is flown, whoever sells it. */
const flightsOf = ({ slices }: OfferFound): string =>
  slices
    .map(({ segments }) =>
      segments
        .map((flight) => `${flight.marketing_carrier}${flight.flight_number} ${flight.departing_at}`)
        .join(', '),
    )
    .join(' / ');

const stopIn = ({ stop, crash }: Hearing): readonly string[] => {
  if (crash !== undefined) return [`it threw without a code: ${crash}`];
  if (stop === undefined || stop.skipped === true) return [];
  const words = STOP_WORDS[stop.code];
  return [`it stopped with "${stop.code}"${words === undefined ? '' : `: ${words}`}`];
};

const faultOf = (offer: OfferFound, { criteria }: Hearing, gate: Gate): OfferFault | undefined => {
  const { dropped } = admitBatch({ offers: [offer] }, criteria, gate);
  const isFault = (fault: string): fault is OfferFault => fault in dropped;
  return Object.keys(dropped).find(isFault);
};

const repeatsIn = (hearing: Hearing): readonly string[] => {
  const revisions = new Map<string, number>();
  return offersOf(hearing).flatMap(({ offer_id, revision = 1 }) => {
    const isRepeat = revision <= (revisions.get(offer_id) ?? 0);
    revisions.set(offer_id, revision);
    return isRepeat ? [`offer ${offer_id} comes twice with revision ${revision}`] : [];
  });
};

const removalsIn = ({ batches }: Hearing): readonly string[] => {
  const offered = new Set<string>();
  return batches.flatMap(({ offers, removed = [] }) => {
    const strange = removed.filter((id) => !offered.has(id));
    for (const { offer_id } of offers) offered.add(offer_id);
    return strange.map((id) => `offer ${id} is removed before it was offered`);
  });
};

const sharesIn = ({ batches }: Hearing): readonly string[] => {
  let highest = 0;
  return batches.flatMap(({ share }) => {
    if (share === undefined) return [];
    const before = highest;
    highest = Math.max(highest, share);
    return share < before ? [`share falls from ${before} to ${share}`] : [];
  });
};

const cheapestByFlights = (hearing: Hearing | undefined): ReadonlyMap<string, number> => {
  const cheapest = new Map<string, number>();
  for (const offer of hearing === undefined ? [] : offersOf(hearing)) {
    const flights = flightsOf(offer);
    const units = minorUnits(offer.price) ?? Infinity;
    cheapest.set(flights, Math.min(units, cheapest.get(flights) ?? Infinity));
  }
  return cheapest;
};

const differences = (first: Hearing, again: Hearing): readonly string[] => {
  const [found, foundAgain] = [first, again].map((hearing) => new Set(offersOf(hearing).map(flightsOf)));
  const missing = [...(found ?? [])].filter((flights) => foundAgain?.has(flights) === false);
  const fresh = [...(foundAgain ?? [])].filter((flights) => found?.has(flights) === false);
  return [
    ...missing.map((flights) => `${flights} was found once, and not again`),
    ...fresh.map((flights) => `${flights} was found only the second time`),
  ];
};

export const supplierPromises: SupplierPromises = {
  'it answers every request within its time': (trial) =>
    inEach(trial, ({ end }) => (end === 'in_time' ? [] : ['it was not done when its time was over'])),

  'it ends within a second when it is no longer wanted': ({ givenUp, hearings }) =>
    [givenUp, ...hearings].some((hearing) => hearing?.end === 'stuck')
      ? ['it went on: stop when the signal aborts']
      : [],

  'it ends without a fault, or says that it skips such a search': (trial) => inEach(trial, stopIn),

  'every batch can be read': (trial) =>
    inEach(trial, ({ said }) => said.flatMap((value) => shapeHints(value).batch)),

  'every offer can be read': (trial) =>
    inEach(trial, ({ said }) => said.flatMap((value) => shapeHints(value).offers)),

  'every offer answers its request': (trial, gate) =>
    inEach(trial, (hearing) =>
      offersOf(hearing).flatMap((offer) => {
        const fault = faultOf(offer, hearing, gate);
        return fault === undefined || fault === 'wrong_currency'
          ? []
          : [`offer ${offer.offer_id} ${FAULT_WORDS[fault]} (${fault}): ${flightsOf(offer)}`];
      }),
    ),

  'every price is in the currency that was asked for': (trial) =>
    inEach(trial, (hearing) =>
      offersOf(hearing).flatMap(({ offer_id, price }) =>
        price.currency === hearing.criteria.currency
          ? []
          : [`offer ${offer_id} is in ${price.currency} and not in ${hearing.criteria.currency}`],
      ),
    ),

  'a price is for the whole party': ({ hearings }) => {
    const alone = cheapestByFlights(hearings.find(({ name }) => name === ONE_WAY));
    const together = cheapestByFlights(hearings.find(({ name }) => name === PARTY));
    return [...together].flatMap(([flights, units]) =>
      units <= (alone.get(flights) ?? 0) ? [`${flights} costs four no more than one`] : [],
    );
  },

  'no offer comes twice, unless with a higher revision': (trial) => inEach(trial, repeatsIn),

  'what it removes it has offered before': (trial) => inEach(trial, removalsIn),

  'its share never falls': (trial) => inEach(trial, sharesIn),

  'the same request finds the same flights': ({ hearings, again }) => {
    const [first] = hearings;
    const areWhole = [first, again].every((hearing) => hearing?.stop === undefined);
    return first === undefined || again === undefined || !areWhole ? [] : differences(first, again);
  },

  'it finds something': ({ hearings }) =>
    hearings.some((hearing) => offersOf(hearing).length > 0)
      ? []
      : ['it found nothing, so little could be checked: ask for a route that it sells, like --route=AMS-LHR'],
};
