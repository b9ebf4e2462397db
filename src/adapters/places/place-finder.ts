import type { Place } from '../../domain/ports/places.ts';
import { plainText } from './plain-text.ts';

/** Longer texts are no places; what is behind it is not looked at. */
const MAX_TEXT = 64;
/** As many as are looked for in each place; more tell nothing new. */
const MAX_WORDS = 8;

/** A place, and what it is found by, in plain letters. */
interface FindablePlace {
  readonly place: Place;
  readonly code: string;
  readonly city: string;
  readonly name: string;
  /** Each word behind a space. */
  readonly names: string;
  readonly namesAndCountry: string;
}

interface Wanted {
  readonly text: string;
  /** Each behind a space, so that it is found at the beginning of a word alone. */
  readonly words: readonly string[];
}

type Match = (it: FindablePlace, wanted: Wanted) => boolean;

/** From the likeliest to the least likely; a place counts by the first that it meets. */
const MATCHES: readonly Match[] = [
  ({ code }, { text }) => code === text,
  ({ code }, { text }) => code.startsWith(text),
  ({ city }, { text }) => city === text,
  ({ city }, { text }) => city.startsWith(text),
  ({ name }, { text }) => name.startsWith(text),
  ({ names }, { words }) => words.every((word) => names.includes(word)),
  ({ namesAndCountry }, { words }) => words.every((word) => namesAndCountry.includes(word)),
  ({ city }, { text }) => city.includes(text),
];
const CODE_BEGINS = 1;
const CITY_BEGINS = 3;

const findable = (place: Place, country: string, alsoCalled: readonly string[]): FindablePlace => {
  const [code, city, name] = [plainText(place.code), plainText(place.city), plainText(place.name)];
  const names = ['', code, city, name, ...alsoCalled.map(plainText)].join(' ');
  return { place, code, city, name, names, namesAndCountry: [names, country].join(' ') };
};

const countryNames = (places: readonly Place[]): ReadonlyMap<string, string> => {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const countries = new Set(places.map(({ country }) => country));
  return new Map([...countries].map((country) => [country, plainText(names.of(country) ?? '')]));
};

/** Finds among places that are given the larger ones first. */
export const placeFinder = (
  places: readonly Place[],
): ((text: string, limit: number) => readonly Place[]) => {
  const byCode = new Map(places.map((place) => [place.code, place]));
  const cityOf = new Map(
    places.flatMap((place) =>
      place.type === 'city' ? place.airports.map((code) => [code, place] as const) : [],
    ),
  );
  const countries = countryNames(places);
  const all = places.map((place) => {
    const city = cityOf.get(place.code);
    return findable(
      place,
      countries.get(place.country) ?? '',
      city === undefined ? [] : [city.code, city.name],
    );
  });
  return (text, limit) => {
    const plain = plainText(text.slice(0, MAX_TEXT));
    if (plain === '') return [];
    const found = new Set<Place>();
    for (const [rank, those] of ranked(all, plain, limit).entries()) {
      for (const place of those ?? []) {
        found.add(place);
        // Who asks for a city by its name or its code may as well mean one of its airports.
        if (place.type !== 'city' || rank === CODE_BEGINS || rank > CITY_BEGINS) continue;
        for (const code of place.airports) {
          const airport = byCode.get(code);
          if (airport !== undefined) found.add(airport);
        }
      }
      if (found.size >= limit) break;
    }
    return [...found].slice(0, limit);
  };
};

/** At most `limit` places by each match, in the order of matches, and nothing by those that come too late to be shown. */
const ranked = (
  all: readonly FindablePlace[],
  text: string,
  limit: number,
): readonly (readonly Place[] | undefined)[] => {
  const words = [...new Set(text.split(' '))].toSorted((one, other) => other.length - one.length);
  const [longest = text] = words;
  const wanted = { text, words: words.slice(0, MAX_WORDS).map((word) => ` ${word}`) };
  const ranks: (Place[] | undefined)[] = [];
  let matches = MATCHES;
  for (const it of all) {
    // No match is without each of the words somewhere, and most places are.
    if (!it.namesAndCountry.includes(longest)) continue;
    const rank = matches.findIndex((match) => match(it, wanted));
    if (rank === -1) continue;
    const those = (ranks[rank] ??= []);
    those.push(it.place);
    if (those.length === limit) matches = matches.slice(0, rank);
  }
  return ranks;
};
