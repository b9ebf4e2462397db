import { describe, expect, it, test } from '@jest/globals';
import { blockMinutes } from '../../../../src/adapters/suppliers/simulated/timetable/block-time.ts';
import { seasonOf } from '../../../../src/adapters/suppliers/simulated/timetable/flights.ts';
import { worldOf } from '../../../../src/adapters/suppliers/simulated/world.ts';
import { airport, carriers, DATE, places, timeZones } from './market.ts';

describe('a block time', () => {
  test.each([
    ['LHR', 'CDG', 60],
    ['LHR', 'JFK', 475],
    ['JFK', 'LHR', 420],
    ['SIN', 'LHR', 830],
    ['CGK', 'DPS', 115],
    ['AMS', 'BCN', 130],
    ['SYD', 'LAX', 815],
  ])('from %s to %s is about %i minutes', (from, to, minutes) => {
    expect(Math.abs(blockMinutes(airport(from), airport(to)) / minutes - 1)).toBeLessThan(0.12);
  });
});

describe('the timetable', () => {
  const world = worldOf({ places, carriers, timeZones });
  const flightsOn = (date: string) =>
    world
      .flyers(airport('LHR'), airport('JFK'))
      .flatMap(({ code }) => world.flights(code, 'LHR', 'JFK', date));

  const times = (date: string): readonly string[] =>
    flightsOn(date).map(
      ({ segment }) =>
        `${segment.marketing_carrier}${segment.flight_number} ${segment.departing_at.slice(11)}`,
    );

  it('repeats week by week in a season, by the clock of the airport', () => {
    expect(times('2030-05-14').length).toBeGreaterThan(5);
    expect(times('2030-05-21')).toEqual(times('2030-05-14'));
    expect(times('2031-05-13')).toEqual(times('2030-05-14'));
    expect(times('2030-12-10')).not.toEqual(times('2030-05-14'));
  });

  test.each([
    ['AMS', 'LON'],
    ['LON', 'NYC'],
    ['MIL', 'PAR'],
    ['TYO', 'OSA'],
  ])('uses no number of a carrier twice on a day between %s and %s', (one, other) => {
    const [here, there] = [places.airportsOf(one), places.airportsOf(other)];
    const pairs = here.flatMap((from) => there.flatMap((to) => [[from, to] as const, [to, from] as const]));
    const numbers = pairs.flatMap(([from, to]) =>
      world
        .flyers(from, to)
        .flatMap(({ code }) => world.flights(code, from.code, to.code, DATE))
        .map(({ operator, segment }) => `${operator.code}${segment.flight_number}`),
    );
    expect(numbers.length).toBeGreaterThan(20);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.filter((number) => Number(number.slice(2)) >= 4_000)).toEqual([]);
  });

  test.each([
    ['2030-03-30', 'winter'],
    ['2030-03-31', 'summer'],
    ['2030-10-26', 'summer'],
    ['2030-10-27', 'winter'],
  ])('on %s is that of %s', (date, season) => {
    expect(seasonOf(date)).toBe(season);
  });

  it('reaches every airport that there is from somewhere', () => {
    const hubs = world.hubs;
    for (const code of ['AAA', 'LYR', 'RAI', 'BTS', 'PVD', 'IPC', 'ABE', 'TRD']) {
      expect(hubs.some((hub) => world.flyers(hub, airport(code)).length > 0)).toBe(true);
    }
  });

  it('flies on the busy routes as one expects, with numbers of partners among them', () => {
    const flown = flightsOn(DATE).map(({ operator }) => operator.code);
    expect(flown).toEqual(expect.arrayContaining(['BA', 'VS']));
  });
});
