import type { Carrier } from '../../../../domain/ports/carriers.ts';
import type { Airport } from '../../../../domain/ports/places.ts';
import { between, randomOf } from '../random.ts';
import type { Network } from './network.ts';

/** What the flights of a route are called on a day, the first one by 0. */
export type Numbers = (index: number) => number;

/** Low numbers are for long ways; numbers from 4000 to 7999 belong to flights of others. */
const NUMBERS = { long: [1, 399], full_service: [400, 1_850], low_cost: [550, 1_850] } as const;

/** Odd there and even back; and no number twice from one city to another, from whichever of their airports. */
export const numbersOf = (
  { code, type }: Carrier,
  [from, to]: readonly [Airport, Airport],
  isLong: boolean,
  { hubs }: Network,
): Numbers => {
  const [one, other] = [placeIn(from, hubs), placeIn(to, hubs)].toSorted((a, b) =>
    a.city < b.city ? -1 : 1,
  );
  const [least, most] = NUMBERS[isLong && type === 'full_service' ? 'long' : type];
  const random = randomOf('number', code, one?.city ?? '', other?.city ?? '');
  const first = 2 * Math.floor(between(least, most, random)) - 1;
  const step = 2 * (one?.airports ?? 1) * (other?.airports ?? 1);
  const mine = 2 * ((one?.at ?? 0) * (other?.airports ?? 1) + (other?.at ?? 0));
  const back = from.code < to.code ? 0 : 1;
  return (index) => first + step * index + mine + back;
};

/** Where an airport stands among those of its city; the ones where nobody connects share the last place. */
const placeIn = ({ code, city, country }: Airport, hubs: readonly Airport[]) => {
  const codes = hubs.filter((hub) => hub.city === city && hub.country === country).map((hub) => hub.code);
  const at = codes.toSorted().indexOf(code);
  return { city: `${city} ${country}`, at: at < 0 ? codes.length : at, airports: codes.length + 1 };
};
