import { loadCarriers } from '../../../../src/adapters/carriers/load-carriers.ts';
import { loadPlaces } from '../../../../src/adapters/places/load-places.ts';
import { simulatedSuppliers } from '../../../../src/adapters/suppliers/simulated/simulated-suppliers.ts';
import { temporalTimeZones } from '../../../../src/adapters/time-zones/temporal-time-zones.ts';
import { type AdmittedBatch, admitBatch } from '../../../../src/domain/flights/gate/admit-batch.ts';
import { addDays } from '../../../../src/domain/flights/criteria/calendar.ts';
import { addFaults } from '../../../../src/domain/flights/offers/count-faults.ts';
import type { Criteria } from '../../../../src/domain/flights/criteria/criteria.ts';
import type {
  FoundBatch,
  OfferFaults,
  OfferFound,
} from '../../../../src/domain/flights/offers/offer-found.ts';
import type { Itinerary, Offer } from '../../../../src/domain/flights/offers/offer.ts';
import type { Airport } from '../../../../src/domain/ports/places.ts';
import type { Clock } from '../../../../src/domain/ports/clock.ts';
import type { Supplier, SupplierStop } from '../../../../src/domain/ports/supplier.ts';
import { instantClock } from '../../../support/instant-clock.ts';
import { SEARCH_ID } from '../../../support/flight-messages.ts';

export const places = loadPlaces();
export const carriers = loadCarriers();
export const timeZones = temporalTimeZones();

export const airport = (code: string): Airport => {
  const found = places.airport(code);
  if (found === undefined) throw new Error(`no such airport: ${code}`);
  return found;
};

export const START_MS = Date.parse('2030-04-01T10:00:00Z');
/** Far enough ahead for ordinary fares, in a week without change of clocks. */
export const DATE = '2030-05-14';

/** `LHR-JFK-LHR`, each slice a week after the one before it. */
export const asking = (route: string, changed: Partial<Criteria> = {}, date = DATE): Criteria => {
  const codes = route.split('-');
  return {
    slices: codes.slice(1).map((destination, index) => ({
      origin: codes[index] ?? '',
      destination,
      departure_date: addDays(date, 7 * index),
    })),
    passengers: { adults: 1, children_ages: [] },
    cabin: 'economy',
    currency: 'EUR',
    ...changed,
  };
};

export interface Market {
  readonly clock?: Clock;
  readonly seed?: string;
  readonly speed?: number;
}

export const market = ({ clock = instantClock(START_MS), seed = 'seed', speed = 1 }: Market = {}) =>
  simulatedSuppliers({ clock, seed, speed, places, carriers, timeZones });

/** What a supplier said until it ended. */
export interface Heard {
  readonly batches: readonly FoundBatch[];
  readonly stop?: SupplierStop;
}

export const hear = async (
  supplier: Supplier,
  criteria: Criteria,
  signal = new AbortController().signal,
): Promise<Heard> => {
  const batches: FoundBatch[] = [];
  const request = { search_id: SEARCH_ID, criteria, timeout_ms: 20_000 };
  for await (const batch of supplier.search(request, signal)) {
    if (batch.isErr()) return { batches, stop: batch.error };
    batches.push(batch.value);
  }
  return { batches };
};

/** By supplier; of those that this can be asked. */
export const hearAll = async (criteria: Criteria, told: Market = {}): Promise<ReadonlyMap<string, Heard>> => {
  const suppliers = market(told).filter(
    ({ capabilities }) =>
      (capabilities?.cabins ?? [criteria.cabin]).includes(criteria.cabin) &&
      criteria.slices.length <= (capabilities?.maxSlices ?? Infinity),
  );
  const heard = suppliers.map(async (one) => [one.supplier_id, await hear(one, criteria)] as const);
  return new Map(await Promise.all(heard));
};

/** What is let in of an answer. */
export interface Admitted {
  readonly offers: readonly Offer[];
  readonly itineraries: ReadonlyMap<string, Itinerary>;
  readonly dropped: OfferFaults;
  readonly removed: readonly string[];
}

export const admit = ({ batches }: Heard, criteria: Criteria, nowMs = START_MS): Admitted => {
  const admitted = batches.map((batch): AdmittedBatch =>
    admitBatch(batch, criteria, { places, carriers, timeZones, nowMs }),
  );
  return {
    offers: admitted.flatMap(({ offers }) => offers),
    itineraries: new Map(
      admitted.flatMap(({ itineraries }) => itineraries.map((one) => [one.itinerary_id, one] as const)),
    ),
    dropped: admitted.reduce<OfferFaults>((sum, { dropped }) => addFaults(sum, dropped), {}),
    removed: admitted.flatMap(({ removed }) => removed),
  };
};

/** Of all suppliers together. */
export const admitAll = async (criteria: Criteria, told: Market = {}): Promise<Admitted> => {
  const heard = await hearAll(criteria, told);
  return admit({ batches: [...heard.values()].flatMap(({ batches }) => batches) }, criteria);
};

export const offersOf = ({ batches }: Heard): readonly OfferFound[] =>
  batches.flatMap(({ offers }) => offers);
