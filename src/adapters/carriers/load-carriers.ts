import { readFileSync } from 'node:fs';
import type { Carriers } from '../../domain/ports/carriers.ts';
import { airlines } from '../wire/places.ts';

/** The carriers of `data/airlines.json`. A file that is missing or spoilt throws. */
export const loadCarriers = (): Carriers => {
  const file = new URL('../../../data/airlines.json', import.meta.url);
  const all = airlines.parse(JSON.parse(readFileSync(file, 'utf8')));
  const byCode = new Map(all.map((carrier) => [carrier.code, carrier]));
  return { all, carrier: (code) => byCode.get(code) };
};
