import type { ItinerarySlice, Layover } from '../offers/offer.ts';

/**
 * What makes a journey worse than its price and its length say, in the unit of `ranking.ts`, where 0.06 is as bad as a
 * price that is a tenth higher. Judgements, not measurements: change them here.
 */
const STOP = 0.06;
/** With bags, through a city. */
const AIRPORT_CHANGE = 0.08;
/** A night at an airport, or the price of a bed. */
const NIGHT = 0.05;
/** Up in the middle of the night, or there when nothing runs any more. */
const UNSOCIAL_HOUR = 0.03;
/** One that a small delay makes too short, or in which half a day is lost. */
const AWKWARD_LAYOVER = 0.04;

const FIRST_SOCIAL_DEPARTURE = '06:00';
const LAST_SOCIAL_ARRIVAL = '23:30';
const SHORT_LAYOVER_MINUTES = 45;
const LONG_LAYOVER_MINUTES = 6 * 60;

/** Adds up over all slices: what happens twice is twice as bad. */
export const hardshipOf = (slices: readonly ItinerarySlice[]): number =>
  slices.reduce((sum, slice) => sum + sliceHardship(slice), 0);

const sliceHardship = ({ stops, departing_at, arriving_at, layovers }: ItinerarySlice): number => {
  const leavesEarly = departing_at.slice(11) < FIRST_SOCIAL_DEPARTURE;
  const arrivesLate = arriving_at.slice(11) > LAST_SOCIAL_ARRIVAL;
  const hardship = STOP * stops + (leavesEarly || arrivesLate ? UNSOCIAL_HOUR : 0);
  return layovers.reduce((sum, layover) => sum + layoverHardship(layover), hardship);
};

const layoverHardship = ({ minutes, overnight, departure_airport }: Layover): number => {
  const isAwkward = minutes < SHORT_LAYOVER_MINUTES || minutes > LONG_LAYOVER_MINUTES;
  return (
    (departure_airport === undefined ? 0 : AIRPORT_CHANGE) +
    (overnight ? NIGHT : 0) +
    (isAwkward ? AWKWARD_LAYOVER : 0)
  );
};
