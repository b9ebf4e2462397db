import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { quickClocks } from '../../../../src/adapters/suppliers/simulated/timetable/clocks.ts';
import { timeZones } from './market.ts';

const quick = quickClocks(timeZones);
const zone = fc.constantFrom(
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Pacific/Auckland',
  'America/Santiago',
  'Pacific/Kiritimati',
);
const minute = fc
  .integer({ min: Date.UTC(2029, 0, 1) / 60_000, max: Date.UTC(2031, 0, 1) / 60_000 })
  .map((minutes) => minutes * 60_000);
const local = minute.map((atMs) => new Date(atMs).toISOString().slice(0, 16));

describe('the quick clocks', () => {
  it('show what all clocks show', () => {
    fc.assert(
      fc.property(zone, minute, (timeZone, atMs) => {
        expect(quick.localMinute(timeZone, atMs)).toBe(timeZones.localMinute(timeZone, atMs));
      }),
    );
  });

  it('find the instants that all clocks find', () => {
    fc.assert(
      fc.property(zone, local, (timeZone, localMinute) => {
        expect(quick.instantsOf(timeZone, localMinute)).toEqual(timeZones.instantsOf(timeZone, localMinute));
      }),
    );
  });

  test.each([
    ['Europe/Amsterdam', '2030-03-31T02:30', 0],
    ['Europe/Amsterdam', '2030-10-27T02:30', 2],
    ['America/New_York', '2030-03-10T02:05', 0],
    ['America/New_York', '2030-11-03T01:05', 2],
    ['Asia/Kolkata', '2030-05-01T06:30', 1],
  ])('know that %s shows %s on %i instants', (timeZone, localMinute, count) => {
    expect(quick.instantsOf(timeZone, localMinute)).toHaveLength(count);
  });
});
