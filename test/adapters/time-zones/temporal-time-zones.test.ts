import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { temporalTimeZones } from '../../../src/adapters/time-zones/temporal-time-zones.ts';

const zones = temporalTimeZones();
const utc = (instants: readonly number[]): readonly string[] =>
  instants.map((atMs) => new Date(atMs).toISOString().slice(0, 16));

const ZONES = [
  'Europe/Amsterdam',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
] as const;

describe('time zones', () => {
  test.each([
    ['Europe/Amsterdam', '2030-05-01T08:00', ['2030-05-01T06:00']],
    ['Asia/Kathmandu', '2030-05-01T08:00', ['2030-05-01T02:15']],
    ['Pacific/Kiritimati', '2030-05-01T08:00', ['2030-04-30T18:00']],
  ])('know when a clock in %s shows %s', (zone, local, expected) => {
    expect(utc(zones.instantsOf(zone, local))).toEqual(expected);
  });

  it('know of no instant in the hour that spring skips', () => {
    expect(zones.instantsOf('Europe/Amsterdam', '2030-03-31T02:30')).toEqual([]);
  });

  it('know of no instant on a day that there is not', () => {
    expect(zones.instantsOf('Europe/Amsterdam', '2030-02-30T08:00')).toEqual([]);
    expect(zones.instantsOf('Europe/Amsterdam', '2030-02-28T08:00')).toHaveLength(1);
  });

  it('know of two instants in the hour that autumn repeats, the earlier one first', () => {
    expect(utc(zones.instantsOf('Europe/Amsterdam', '2030-10-27T02:30'))).toEqual([
      '2030-10-27T00:30',
      '2030-10-27T01:30',
    ]);
  });

  it('know of the half hour that Lord Howe Island skips and repeats', () => {
    expect(zones.instantsOf('Australia/Lord_Howe', '2030-10-06T02:15')).toEqual([]);
    expect(zones.instantsOf('Australia/Lord_Howe', '2030-04-07T01:45')).toHaveLength(2);
  });

  it('throw at a zone that there is not', () => {
    expect(() => zones.instantsOf('Europe/Atlantis', '2030-05-01T08:00')).toThrow(RangeError);
  });

  it('find every instant again from what a clock shows at it', () => {
    const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), minutes, (zone, minute) => {
        const atMs = minute * 60_000;
        expect(zones.instantsOf(zone, zones.localMinute(zone, atMs))).toContain(atMs);
      }),
    );
  });
});
