import type { Carrier } from '../../../../domain/ports/carriers.ts';
import type { Flight } from './flights.ts';
import type { Network } from './network.ts';
import { chanceOf } from '../random.ts';

/** Of a hundred flights to or from a partner's hub, or its country, so many carry a number of the partner too. */
const SHARED = { hub: 0.5, country: 0.2 } as const;
/** More numbers than this are on few flights. */
const MOST_NUMBERS = 2;
/** Numbers that carriers keep for flights of others. */
const NUMBERS = { first: 4_000, count: 4_000 } as const;

/** The same flight under numbers of partners. */
export const codesharesOf = (flight: Flight, network: Network): readonly Flight[] =>
  network
    .partners(flight.operator)
    .filter((partner) => isShared(flight, partner))
    .slice(0, MOST_NUMBERS)
    .map((partner) => soldBy(flight, partner));

const isShared = ({ operator, from, to }: Flight, partner: Carrier): boolean => {
  const atHub = partner.hubs.includes(from.code) || partner.hubs.includes(to.code);
  const atHome = partner.country === from.country || partner.country === to.country;
  if (!atHub && !atHome) return false;
  const chance = chanceOf('codeshare', operator.code, partner.code, from.code, to.code);
  return chance < SHARED[atHub ? 'hub' : 'country'];
};

/** A flight under a number of somebody who does not operate it. */
export const soldBy = (flight: Flight, partner: Carrier): Flight => {
  const { operator, segment } = flight;
  if (operator.code === partner.code) return flight;
  const { flight_number, origin, destination } = segment;
  const draw = chanceOf('shared number', partner.code, operator.code, flight_number, origin, destination);
  const number = NUMBERS.first + Math.floor(draw * NUMBERS.count);
  return {
    ...flight,
    carrier: partner,
    segment: {
      ...segment,
      marketing_carrier: partner.code,
      flight_number: String(number),
      operating_carrier: operator.code,
      operating_flight_number: flight_number,
    },
  };
};
