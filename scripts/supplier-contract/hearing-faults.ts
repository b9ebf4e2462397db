import { admitBatch, type Gate } from '../../src/domain/flights/gate/admit-batch.ts';
import type { OfferFault } from '../../src/domain/flights/offers/offer-fault.ts';
import type { OfferFound } from '../../src/domain/flights/offers/offer-found.ts';
import { FAULT_WORDS, STOP_WORDS } from './fault-words.ts';
import type { Hearing } from './hear-supplier.ts';
import { shapeHints } from './shape-hints.ts';
import { offersOf } from './trial-evidence.ts';

/** What is flown, whoever sells it. */
export const flightsOf = ({ slices }: OfferFound): string =>
  slices
    .map(({ segments }) =>
      segments
        .map((flight) => `${flight.marketing_carrier}${flight.flight_number} ${flight.departing_at}`)
        .join(', '),
    )
    .join(' / ');

export const stopIn = ({ stop, crash, why }: Hearing): readonly string[] => {
  if (crash !== undefined) return [crash];
  if (stop === undefined || stop.skipped === true) return [];
  const words = why ?? STOP_WORDS[stop.code];
  return [`it stopped with "${stop.code}"${words === undefined ? '' : `: ${words}`}`];
};

/** Batches that are none, and lines of which nothing can be read. */
export const unreadableIn = ({ said, stop, why }: Hearing): readonly string[] => {
  const hints = said.flatMap((value) => shapeHints(value).batch);
  const isUnread = hints.length === 0 && stop?.code === 'unreadable_answer' && why !== undefined;
  return isUnread ? [why] : hints;
};

const airportFaults = ({ slices }: OfferFound, { places }: Gate): readonly string[] =>
  slices
    .flatMap(({ segments }) => segments.flatMap(({ origin, destination }) => [origin, destination]))
    .filter((code) => places.airport(code) === undefined)
    .map((code) => {
      const [airport] = places.airportsOf(code);
      return airport === undefined
        ? `names ${code}, which is no airport that is known`
        : `cannot be placed: ${code} is a city; name the airport, like ${airport.code}`;
    });

const faultOf = (offer: OfferFound, { criteria }: Hearing, gate: Gate): OfferFault | undefined => {
  const { dropped } = admitBatch({ offers: [offer] }, criteria, gate);
  const isFault = (fault: string): fault is OfferFault => fault in dropped;
  return Object.keys(dropped).find(isFault);
};

export const repeatsIn = (hearing: Hearing): readonly string[] => {
  const revisions = new Map<string, number>();
  return offersOf(hearing).flatMap(({ offer_id, revision = 1 }) => {
    const isRepeat = revision <= (revisions.get(offer_id) ?? 0);
    revisions.set(offer_id, revision);
    return isRepeat ? [`offer ${offer_id} comes twice with revision ${revision}`] : [];
  });
};

export const removalsIn = ({ batches }: Hearing): readonly string[] => {
  const offered = new Set<string>();
  return batches.flatMap(({ offers, removed = [] }) => {
    const strange = removed.filter((id) => !offered.has(id));
    for (const { offer_id } of offers) offered.add(offer_id);
    return strange.map((id) => `offer ${id} is removed before it was offered`);
  });
};

export const sharesIn = ({ batches }: Hearing): readonly string[] => {
  let highest = 0;
  return batches.flatMap(({ share }) => {
    if (share === undefined) return [];
    const before = highest;
    highest = Math.max(highest, share);
    return share < before ? [`share falls from ${before} to ${share}`] : [];
  });
};

export const wrongIn = (hearing: Hearing, gate: Gate): readonly string[] =>
  offersOf(hearing).flatMap((offer) => {
    const fault = faultOf(offer, hearing, gate);
    if (fault === undefined || fault === 'wrong_currency') return [];
    const [words = FAULT_WORDS[fault]] = fault === 'unknown_airport' ? airportFaults(offer, gate) : [];
    return [`offer ${offer.offer_id} ${words} (${fault}): ${flightsOf(offer)}`];
  });
