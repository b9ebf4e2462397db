import type { Place } from '../../domain/ports/places.ts';
import { plainText } from './plain-text.ts';
import { spellings } from './spellings.ts';

/** Longer texts are no places; what is behind it is not looked at. */
const MAX_TEXT = 64;
/** As many as are looked for in each place; more tell nothing new. */
const MAX_WORDS = 8;

/** A place, and what it is found by, in plain letters; what is joined has no spaces in it, and is between spaces. */
interface FindablePlace {
  readonly place: Place;
  readonly code: string;
  /** All names of the city, joined. */
  readonly cities: string;
  /** The name of the place, joined. */
  readonly name: string;
  /** Every word of every name, and what begins with it, joined. */
  readonly words: string;
  readonly wordsAndCountry: string;
}

interface Wanted {
  readonly text: string;
  readonly joined: string;
  /** Each behind a space, so that it is found at the beginning of a word alone. */
  readonly words: readonly string[];
}

type Match = (it: FindablePlace, wanted: Wanted) => boolean;

/** From the likeliest to the least likely; a place counts by the first that it meets. */
const MATCHES: readonly Match[] = [
  ({ code }, { text }) => code === text,
  ({ code }, { text }) => code.startsWith(text),
  ({ cities }, { joined }) => cities.includes(` ${joined} `),
  ({ cities }, { joined }) => cities.includes(` ${joined}`),
  ({ name }, { joined }) => name.includes(` ${joined}`),
  ({ words: all }, { joined, words }) =>
    words.every((word) => all.includes(word)) || all.includes(` ${joined}`),
  ({ wordsAndCountry }, { words }) => words.every((word) => wordsAndCountry.includes(word)),
  ({ cities }, { joined }) => cities.includes(joined),
];
const CODE_BEGINS = 1;
const CITY_BEGINS = 3;
/** Only where there is nothing better: hardly anybody begins to type in the middle of a word. */
const INSIDE_A_WORD = MATCHES.length - 1;

const joined = (text: string): string => text.replaceAll(' ', '');
const between = (parts: Iterable<string>): string => ` ${[...new Set(parts)].join(' ')} `;

const wordsOf = (name: string): readonly string[] => {
  const words = name.split(' ');
  return words.flatMap((word, index) => [word, words.slice(index).join('')]);
};

const findable = (
  place: Place,
  country: string,
  cityNames: readonly string[],
  alsoCalled: readonly string[],
): FindablePlace => {
  const [code, name] = [plainText(place.code), spellings(place.name)];
  const cities = [place.city, ...cityNames].flatMap(spellings);
  const words = between([code, ...cities, ...name, ...alsoCalled.flatMap(spellings)].flatMap(wordsOf));
  return {
    place,
    code,
    cities: between(cities.map(joined)),
    name: between(name.map(joined)),
    words,
    wordsAndCountry: words + country,
  };
};

const countryNames = (places: readonly Place[]): ReadonlyMap<string, string> => {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const countries = new Set(places.map(({ country }) => country));
  return new Map([...countries].map((country) => [country, plainText(names.of(country) ?? '')]));
};

/** Finds among places that are given the larger ones first, by what else their cities are called as well. */
export const placeFinder = (
  places: readonly Place[],
  otherNames: (place: Place) => readonly string[],
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
      otherNames(place),
      city === undefined ? [] : [city.code, city.name],
    );
  });
  return (text, limit) => {
    const plain = plainText(text.slice(0, MAX_TEXT));
    if (plain === '') return [];
    const found = new Set<Place>();
    for (const [rank, those] of ranked(all, plain, limit).entries()) {
      if (rank === INSIDE_A_WORD && found.size > 0) break;
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
  const wanted = { text, joined: joined(text), words: words.slice(0, MAX_WORDS).map((word) => ` ${word}`) };
  const ranks: (Place[] | undefined)[] = [];
  let matches = MATCHES;
  for (const it of all) {
    // No match is without each of the words somewhere, and most places are.
    if (!it.wordsAndCountry.includes(longest)) continue;
    const rank = matches.findIndex((match) => match(it, wanted));
    if (rank === -1) continue;
    const those = (ranks[rank] ??= []);
    those.push(it.place);
    if (those.length === limit) matches = matches.slice(0, rank);
  }
  return ranks;
};
