import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { loadPlaces } from '../../../src/adapters/places/load-places.ts';

const places = loadPlaces();
const found = (text: string, limit = 10): readonly string[] =>
  places.find(text, limit).map(({ code }) => code);
const known = [...Array(26 ** 3).keys()]
  .map((n) =>
    [Math.floor(n / 26 ** 2), Math.floor(n / 26) % 26, n % 26]
      .map((letter) => String.fromCodePoint(65 + letter))
      .join(''),
  )
  .filter((code) => places.airportsOf(code).length > 0);

describe('a code', () => {
  it('of an airport stands for that airport', () => {
    expect(places.airportsOf('LHR')).toEqual([places.airport('LHR')]);
    expect(places.airport('LHR')).toEqual({
      code: 'LHR',
      name: 'London Heathrow Airport',
      city: 'London',
      country: 'GB',
      latitude: expect.closeTo(51.47, 1),
      longitude: expect.closeTo(-0.46, 1),
      timeZone: 'Europe/London',
    });
  });

  it('of a city stands for its airports, the busiest first', () => {
    expect(places.airportsOf('NYC').map(({ code }) => code)).toEqual(['JFK', 'EWR', 'LGA']);
    expect(places.airport('NYC')).toBeUndefined();
  });

  test.each(['SHA', 'IST', 'BKK', 'BER'])(
    'that a city shares with its airport, as %s, stands for the airport alone',
    (code) => {
      expect(places.airportsOf(code).map((airport) => airport.code)).toEqual([code]);
    },
  );

  test.each(['', 'XXX', 'lhr', 'LHR ', '__proto__', 'constructor'])(
    'that nobody knows, as "%s", stands for none',
    (code) => {
      expect(places.airportsOf(code)).toEqual([]);
      expect(places.airport(code)).toBeUndefined();
    },
  );
});

describe('who types', () => {
  test.each([
    ['lon', ['LON', 'LHR', 'LGW', 'STN', 'LTN', 'LCY', 'SEN']],
    ['new york', ['NYC', 'JFK', 'EWR', 'LGA']],
    ['NYC', ['NYC', 'JFK', 'EWR', 'LGA']],
    ['sao paulo', ['SAO', 'GRU', 'CGH', 'VCP']],
    ['São Pau', ['SAO', 'GRU', 'CGH', 'VCP']],
    ['washington', ['WAS', 'IAD', 'DCA', 'BWI']],
    ['rome', ['ROM', 'FCO', 'CIA']],
    ['heathrow', ['LHR']],
    ['Heathrow, London', ['LHR']],
    ['paris cdg', ['CDG']],
    ['nyc newark', ['EWR']],
    ['Zürich', ['ZRH']],
    ['zurich', ['ZRH']],
    ['Zu\u0308rich', ['ZRH']],
    ['KÖLN', ['CGN']],
    ['cologne', ['CGN']],
    ['lodz', ['LCJ']],
    ['Łódź', ['LCJ']],
    ['tromso', ['TOS']],
    ['İzmir', ['IZM', 'ADB']],
    ['izmir', ['IZM', 'ADB']],
    ["o'hare", ['ORD']],
    ['ohare', ['ORD']],
    ['  haneda  ', ['HND']],
    ['istanbul', ['IST', 'SAW']],
    ['bali', ['DPS']],
    ['london canada', ['YXU']],
    ['malta', ['MLA']],
  ])('"%s" is shown %j first', (text, codes) => {
    expect(found(text).slice(0, codes.length)).toEqual(codes);
  });

  it('a code that is an airport’s is shown the airport before cities that begin like it', () => {
    expect(found('man')[0]).toBe('MAN');
    expect(found('man')).toContain('MNL');
  });

  it('one letter is shown the large places that have it first in their code', () => {
    const shown = found('l');
    expect(shown.slice(0, 2)).toEqual(['LON', 'LHR']);
    expect(shown.every((code) => code.startsWith('L'))).toBe(true);
  });

  test.each(['', ' ', '\t\n', '...', '🛫', '\u0301', '\uD800'])('%j is shown nothing', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('a city is told which airports it has, and an airport that it has itself', () => {
    const [city, airport] = places.find('tokyo', 2);
    expect(city).toEqual({
      code: 'TYO',
      type: 'city',
      name: 'Tokyo',
      city: 'Tokyo',
      country: 'JP',
      airports: ['HND', 'NRT'],
    });
    expect(airport).toMatchObject({ code: 'HND', type: 'airport', city: 'Tokyo', airports: ['HND'] });
  });
});

describe('finding', () => {
  it('finds every place by its code first, in capitals or not', () => {
    expect(known.length).toBeGreaterThan(4_000);
    expect(known.filter((code) => found(code, 1)[0] !== code)).toEqual([]);
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.integer({ min: 1, max: 20 }), (code, limit) => {
        expect(found(code.toLowerCase(), limit)[0]).toBe(code);
      }),
    );
  });

  it('finds an airport by its city and its name together', () => {
    const airports = known.flatMap((code) => places.airport(code) ?? []);
    fc.assert(
      fc.property(fc.constantFrom(...airports), ({ code, city, name }) => {
        expect(found(`${city} ${name}`.slice(0, 40), 200)).toContain(code);
      }),
      { numRuns: 300 },
    );
  });

  it('takes any text, and never shows more than it is asked for, or a place twice', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom('a', 'e', ' ', 'l', 'é', '-'), maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 20 }), (typed, limit) => {
        const shown = found(typed, limit);
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown.every((code) => places.airportsOf(code).length > 0)).toBe(true);
      }),
    );
  });

  it('shows less of the same where less is asked for', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz '.split('')),
          minLength: 1,
          maxLength: 4,
        }),
        fc.integer({ min: 1, max: 10 }),
        (typed, limit) => {
          expect(found(typed, limit)).toEqual(found(typed, 10).slice(0, limit));
        },
      ),
    );
  });
});
