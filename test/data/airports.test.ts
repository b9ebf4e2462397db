import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from '@jest/globals';
import { airportRows } from '../../src/adapters/wire/places.ts';

const text = readFileSync(new URL('../../data/airports.json', import.meta.url), 'utf8');
const rows = airportRows.parse(JSON.parse(text));
const codes = rows.map(([code]) => code);

const isKnownZone = (timeZone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).format(0) !== '';
  } catch {
    return false;
  }
};

describe('the airports', () => {
  it('are as many as have scheduled flights', () => {
    expect(rows.length).toBeGreaterThan(4_000);
  });

  it('have one row each, in the order of their codes, and one line each', () => {
    expect(codes).toEqual([...new Set(codes)].toSorted());
    expect(text).toBe(`[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);
  });

  it('have time zones that this Node knows', () => {
    const zones = [...new Set(rows.map(([, , , , , , timeZone]) => timeZone))];
    expect(zones.filter((zone) => !isKnownZone(zone))).toEqual([]);
  });

  it('have countries that there are', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const countries = [...new Set(rows.map(([, , , country]) => country))];
    expect(countries.filter((country) => names.of(country) === undefined)).toEqual([]);
  });

  it('have names without spaces around them or control characters in them', () => {
    const untidy = rows.filter(([, name, city]) =>
      [name, city].some((words) => /^\s|\s$|\p{C}/u.test(words)),
    );
    expect(untidy).toEqual([]);
  });

  test.each([
    ['BER', 'Europe/Berlin'],
    ['BSZ', 'Asia/Bishkek'],
    ['DPS', 'Asia/Makassar'],
    ['IST', 'Europe/Istanbul'],
    ['KTI', 'Asia/Phnom_Penh'],
    ['KWI', 'Asia/Kuwait'],
    ['LHR', 'Europe/London'],
    ['NLU', 'America/Mexico_City'],
    ['OVD', 'Europe/Madrid'],
    ['PKX', 'Asia/Shanghai'],
    ['TFU', 'Asia/Shanghai'],
  ])('count %s, where clocks show the time of %s', (code, timeZone) => {
    expect(rows.find((row) => row[0] === code)?.[6]).toBe(timeZone);
  });

  test.each(['ALY', 'ISL', 'PNH', 'REP', 'SXF', 'TXL', 'ULN'])(
    'do not count %s, which has closed',
    (code) => {
      expect(codes).not.toContain(code);
    },
  );

  test.each(['JDT', 'LRN', 'NAB', 'NGM', 'NGZ', 'NOH', 'NXX', 'TUH', 'WBI'])(
    'do not count %s, where airlines do not fly',
    (code) => {
      expect(codes).not.toContain(code);
    },
  );

  test.each([
    ['BLV', 'MidAmerica St. Louis Airport'],
    ['IWK', 'Iwakuni Kintaikyo Airport'],
    ['MSJ', 'Misawa Airport'],
    ['SBD', 'San Bernardino International Airport'],
    ['XPL', 'Palmerola International Airport'],
  ])('count %s, which airlines share with armed forces or have taken over, as %s', (code, name) => {
    expect(rows.find((row) => row[0] === code)?.[1]).toBe(name);
  });
});
