import { compareText, type LiveOffer } from './live-offer.ts';
import type { Trip } from './trip.ts';

export const SORTS = ['best', 'cheapest', 'fastest'] as const;
export type Sort = (typeof SORTS)[number];

/** A trip at the price of one of its offers. */
export interface Ranked {
  readonly trip: Trip;
  readonly offer: LiveOffer;
  readonly cost: number;
}

/** Most travellers buy the price first: a tenth of it is worth about a seventh of the time. */
const PRICE_WEIGHT = 0.6;
const DURATION_WEIGHT = 0.4;
/** Whoever misses a connection buys the next flight: as bad as a price that is two fifths higher. */
const SELF_TRANSFER = 0.2;
/**
 * Costs are compared as whole millionths: the last digit of a logarithm is not the same on every machine, and an order
 * that differs between two gateways would repeat and miss rows of a page.
 */
const MILLIONTHS = 1_000_000;

/**
 * What a trip costs in money, time and trouble; less is better. A sum of logarithms, since then the difference of two
 * trips does not depend on the cheapest and the fastest so far: rows never swap because another one came.
 */
const costOf = ({ durationMinutes, hardship }: Trip, { units, offer }: LiveOffer): number => {
  const money = PRICE_WEIGHT * Math.log(Math.max(1, units));
  const time = DURATION_WEIGHT * Math.log(Math.max(1, durationMinutes));
  const risk = offer.transfer_type === 'self_transfer' ? SELF_TRANSFER : 0;
  return Math.round((money + time + risk + hardship) * MILLIONTHS);
};

export const ranked = (trip: Trip, offer: LiveOffer): Ranked => ({ trip, offer, cost: costOf(trip, offer) });

const byCost = (one: Ranked, other: Ranked): number => one.cost - other.cost;
const byPrice = (one: Ranked, other: Ranked): number => one.offer.units - other.offer.units;
const byDuration = (one: Ranked, other: Ranked): number =>
  one.trip.durationMinutes - other.trip.durationMinutes;
const byDeparture = (one: Ranked, other: Ranked): number =>
  compareText(one.trip.departsAt, other.trip.departsAt) ||
  compareText(one.trip.itinerary.itinerary_id, other.trip.itinerary.itinerary_id);

/** Which of two comes first. No two trips are level, and the order of two never depends on a third. */
export const COMPARE: Readonly<Record<Sort, (one: Ranked, other: Ranked) => number>> = {
  best: (one, other) =>
    byCost(one, other) || byPrice(one, other) || byDuration(one, other) || byDeparture(one, other),
  cheapest: (one, other) =>
    byPrice(one, other) || byDuration(one, other) || byCost(one, other) || byDeparture(one, other),
  fastest: (one, other) =>
    byDuration(one, other) || byPrice(one, other) || byCost(one, other) || byDeparture(one, other),
};

/** For show: 10 for the best one, 5 for one that costs twice as much in all. Its order says less than the cost's. */
export const scoreOf = (cost: number, least: number): number =>
  Math.round(100 * Math.exp((least - cost) / MILLIONTHS)) / 10;
