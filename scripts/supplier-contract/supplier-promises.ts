import type { Gate } from '../../src/domain/flights/gate/admit-batch.ts';
import { minorUnits } from '../../src/domain/flights/offers/money.ts';
import type { Hearing } from './hear-supplier.ts';
import {
  flightsOf,
  removalsIn,
  repeatsIn,
  sharesIn,
  stopIn,
  unreadableIn,
  wrongIn,
} from './hearing-faults.ts';
import type { Trial } from './hold-trial.ts';
import { shapeHints } from './shape-hints.ts';
import {
  type MissingEvidence,
  needsABatch,
  needsAnAnswer,
  needsAnEnd,
  needsAnOffer,
  needsAReadableBatch,
  needsAReadableOffer,
  needsToEnd,
  needsTwoAnswers,
  offersOf,
} from './trial-evidence.ts';
import { ONE_WAY, PARTY } from './trial-requests.ts';

/** What a trial shows to be wrong: nothing, if the promise is kept. Where it shows nothing at all, it says what is missing. */
type SupplierPromise = readonly [
  faultsOf: (trial: Trial, gate: Gate) => readonly string[],
  needs: MissingEvidence,
];

/** What is said of several requests is said once. */
const inEach = (
  { hearings }: Trial,
  faultsOf: (hearing: Hearing) => readonly string[],
): readonly string[] => {
  const names = new Map<string, readonly string[]>();
  for (const hearing of hearings) {
    for (const fault of new Set(faultsOf(hearing))) {
      names.set(fault, [...(names.get(fault) ?? []), hearing.name]);
    }
  }
  return [...names].map(([fault, [first = '', ...others]]) =>
    others.length === 0
      ? `${first}: ${fault}`
      : `in ${others.length + 1} of ${hearings.length} requests: ${fault}`,
  );
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

const pricesIn = ({ hearings }: Trial) => ({
  alone: cheapestByFlights(hearings.find(({ name }) => name === ONE_WAY)),
  together: cheapestByFlights(hearings.find(({ name }) => name === PARTY)),
});

const differences = (first: Hearing, again: Hearing): readonly string[] => {
  const [found, foundAgain] = [first, again].map((hearing) => new Set(offersOf(hearing).map(flightsOf)));
  const missing = [...(found ?? [])].filter((flights) => foundAgain?.has(flights) === false);
  const fresh = [...(foundAgain ?? [])].filter((flights) => found?.has(flights) === false);
  return [
    ...missing.map((flights) => `${flights} was found once, and not again`),
    ...fresh.map((flights) => `${flights} was found only the second time`),
  ];
};

/** Each is a true sentence about a good supplier. */
export const supplierPromises: Readonly<Record<string, SupplierPromise>> = {
  'it answers every request within its time': [
    (trial) =>
      inEach(trial, ({ end }) => (end === 'in_time' ? [] : ['it was not done when its time was over'])),
    needsAnAnswer,
  ],

  'it ends within a second when it is no longer wanted': [
    ({ givenUp, hearings }) =>
      [givenUp, ...hearings].some((hearing) => hearing?.end === 'stuck')
        ? ['it went on: stop when the signal aborts']
        : [],
    needsAnAnswer,
  ],

  'it ends without a fault, or says that it skips such a search': [
    (trial) => inEach(trial, stopIn),
    needsToEnd,
  ],

  'every batch can be read': [(trial) => inEach(trial, unreadableIn), needsABatch],

  'every offer can be read': [
    (trial) => inEach(trial, ({ said }) => said.flatMap((value) => shapeHints(value).offers)),
    needsAnOffer,
  ],

  'every offer answers its request': [
    (trial, gate) => inEach(trial, (hearing) => wrongIn(hearing, gate)),
    needsAReadableOffer,
  ],

  'every price is in the currency that was asked for': [
    (trial) =>
      inEach(trial, (hearing) =>
        offersOf(hearing).flatMap(({ offer_id, price }) =>
          price.currency === hearing.criteria.currency
            ? []
            : [`offer ${offer_id} is in ${price.currency} and not in ${hearing.criteria.currency}`],
        ),
      ),
    needsAReadableOffer,
  ],

  'a price is for the whole party': [
    (trial) => {
      const { alone, together } = pricesIn(trial);
      return [...together].flatMap(([flights, units]) =>
        units <= (alone.get(flights) ?? 0) ? [`${flights} costs four no more than one`] : [],
      );
    },
    (trial) => {
      const { alone, together } = pricesIn(trial);
      return [...together.keys()].some((flights) => alone.has(flights))
        ? undefined
        : 'it sold four nothing that it sold one, too';
    },
  ],

  'no offer comes twice, unless with a higher revision': [
    (trial) => inEach(trial, repeatsIn),
    needsAReadableOffer,
  ],

  'what it removes it has offered before': [(trial) => inEach(trial, removalsIn), needsAReadableBatch],

  'its share never falls': [(trial) => inEach(trial, sharesIn), needsAReadableBatch],

  'the same request finds the same flights': [
    ({ hearings: [first], again }) => {
      const areWhole = [first, again].every((hearing) => hearing?.stop === undefined);
      return first === undefined || again === undefined || !areWhole ? [] : differences(first, again);
    },
    needsTwoAnswers,
  ],

  'it finds something': [
    (trial) => {
      if (trial.hearings.length === 0)
        return ['its capabilities allow none of these requests: try another --currency'];
      if (trial.hearings.some((hearing) => offersOf(hearing).length > 0)) return [];
      if (needsAnOffer(trial) === undefined) return ['none of its offers can be read'];
      return needsAnEnd(trial) === undefined
        ? [
            'it found nothing, so little could be checked: ask for a route that it sells, like --route=AMS-LHR',
          ]
        : [];
    },
    (trial) => (needsAReadableOffer(trial) === undefined ? undefined : needsAnEnd(trial)),
  ],
};
