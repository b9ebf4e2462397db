import { describe, expect, it, test } from '@jest/globals';
import { addDays } from '../../../../src/domain/flights/criteria/calendar.ts';
import { dateFaults } from '../../../../src/domain/flights/criteria/date-rules.ts';
import { criteriaWorld } from '../../../support/criteria-world.ts';

const POINTER = '/slices/0/departure_date';

/** What is said of a slice that departs so many days after a date. */
const judged = (now: string, origin: string | undefined, date: string, days: number): readonly string[] =>
  dateFaults({ origin, departure_date: addDays(date, days) }, POINTER, criteriaWorld(now)).map(
    ({ code }) => code,
  );

describe('a departure date', () => {
  test.each([
    ['CXI', '2028-03-01T09:59Z', '2028-03-01', 'the last minute of a day where days begin first'],
    ['CXI', '2028-03-01T10:00Z', '2028-03-02', 'the first minute of a day where days begin first'],
    ['PPG', '2028-03-01T10:59Z', '2028-02-29', 'the last minute of a leap day where days end last'],
    ['PPG', '2028-03-01T11:00Z', '2028-03-01', 'the first minute of a day where days end last'],
    ['AMS', '2030-03-30T22:59Z', '2030-03-30', 'the last minute before the night that spring shortens'],
    ['AMS', '2030-03-30T23:00Z', '2030-03-31', 'the night that spring shortens'],
    ['AMS', '2030-03-31T21:59Z', '2030-03-31', 'the last minute of the day that spring shortens'],
    ['AMS', '2030-03-31T22:00Z', '2030-04-01', 'the day after the one that spring shortens'],
    ['AMS', '2030-10-26T22:00Z', '2030-10-27', 'the night that autumn lengthens'],
    ['AMS', '2030-10-27T22:59Z', '2030-10-27', 'the last minute of the day that autumn lengthens'],
    ['AMS', '2030-10-27T23:00Z', '2030-10-28', 'the day after the one that autumn lengthens'],
    ['BEY', '2030-03-30T21:59Z', '2030-03-30', 'the last minute before a midnight that is skipped'],
    ['BEY', '2030-03-30T22:00Z', '2030-03-31', 'the first minute after a midnight that is skipped'],
    ['BEY', '2030-10-26T20:59Z', '2030-10-26', 'the minute before a midnight that is put off'],
    ['BEY', '2030-10-26T21:00Z', '2030-10-26', 'the last hour of a day, told again'],
    ['BEY', '2030-10-26T22:00Z', '2030-10-27', 'midnight after the hour that was told again'],
    ['LON', '2030-06-30T22:59Z', '2030-06-30', 'the last minute of a day in a city'],
    ['LON', '2030-06-30T23:00Z', '2030-07-01', 'the first minute of a day in a city'],
  ])('from %s at %s is from %s to a year ahead: %s', (origin, now, today) => {
    expect(judged(now, origin, today, -1)).toEqual(['date_in_past']);
    expect(judged(now, origin, today, 0)).toEqual([]);
    expect(judged(now, origin, today, 365)).toEqual([]);
    expect(judged(now, origin, today, 366)).toEqual(['date_too_far']);
  });

  test.each<[string | undefined, string]>([
    ['FAR', 'from a city over several zones'],
    ['QQQ', 'from where nobody knows'],
    [undefined, 'from nowhere'],
  ])('from %s may be any that is right somewhere: %s', (origin) => {
    const now = '2030-04-01T10:30Z';
    expect(judged(now, origin, '2030-03-30', 0)).toEqual(['date_in_past']);
    expect(judged(now, origin, '2030-03-31', 0)).toEqual([]);
    expect(judged(now, origin, '2030-04-02', 365)).toEqual([]);
    expect(judged(now, origin, '2030-04-02', 366)).toEqual(['date_too_far']);
  });

  it('is refused for one reason alone', () => {
    const world = criteriaWorld('2030-04-01T10:30Z');
    expect(dateFaults({ origin: 'AMS', departure_date: '2030-02-30' }, POINTER, world)).toEqual([
      { pointer: POINTER, code: 'invalid_format', message: 'There is no such date.' },
    ]);
  });

  it('that is missing is nothing to judge', () => {
    expect(dateFaults({ origin: 'AMS' }, POINTER, criteriaWorld('2030-04-01T10:30Z'))).toEqual([]);
  });
});
