import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { answerOf } from '../../../../src/adapters/suppliers/simulated/answer.ts';
import { PROFILES } from '../../../../src/adapters/suppliers/simulated/profiles.ts';
import { instantOf, localMinuteAt } from '../../../../src/adapters/suppliers/simulated/zoned-time.ts';
import { itinerary as itineraryShape, offer as offerShape } from '../../../../src/adapters/wire/offer.ts';
import { addDays } from '../../../../src/domain/flights/calendar.ts';
import { itineraryId } from '../../../../src/domain/flights/itinerary-id.ts';
import type { ItinerarySlice, Segment } from '../../../../src/domain/flights/offer.ts';

const place = fc.constantFrom('AMS', 'LON', 'NYC', 'TYO', 'SYD', 'SIN', 'IST', 'GRU', 'SFO', 'DUB', 'CPT');
const trip = fc
  .record({
    from: place,
    to: place,
    day: fc.nat(364),
    nights: fc.nat(20),
    profile: fc.constantFrom(...PROFILES),
  })
  .filter(({ from, to }) => from !== to);

const minutesBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;
const zoned = (local: string, timeZone: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds;

const expectRightTimes = (segment: Segment): void => {
  const { departing_at_utc, arriving_at_utc } = segment;
  expect(minutesBetween(departing_at_utc, arriving_at_utc)).toBe(segment.duration_minutes);
  expect(
    Temporal.Instant.from(departing_at_utc)
      .toZonedDateTimeISO(segment.origin_tz)
      .toPlainDateTime()
      .toString(),
  ).toBe(`${segment.departing_at}:00`);
  expect(
    Temporal.Instant.from(arriving_at_utc)
      .toZonedDateTimeISO(segment.destination_tz)
      .toPlainDateTime()
      .toString(),
  ).toBe(`${segment.arriving_at}:00`);
};

const expectConnected = ({ segments, layovers, duration_minutes, stops }: ItinerarySlice): void => {
  expect(stops).toBe(segments.length - 1);
  expect(layovers).toHaveLength(stops);
  const flown = segments.reduce((sum, segment) => sum + segment.duration_minutes, 0);
  expect(layovers.reduce((sum, { minutes }) => sum + minutes, flown)).toBe(duration_minutes);
  for (const [index, { minutes, airport }] of layovers.entries()) {
    expect(minutes).toBeGreaterThanOrEqual(60);
    expect([segments[index]?.destination, segments[index + 1]?.origin]).toEqual([airport, airport]);
  }
};

describe('simulated flights', () => {
  it('have the shape that the wire has, right times in every zone, and connections that can be reached', () => {
    fc.assert(
      fc.property(trip, ({ from, to, day, nights, profile }) => {
        const there = addDays('2030-01-01', day);
        const criteria = {
          slices: [
            { origin: from, destination: to, departure_date: there },
            { origin: to, destination: from, departure_date: addDays(there, nights) },
          ],
          passengers: { adults: 1, children_ages: [4] },
          cabin: 'economy' as const,
          currency: 'GBP',
        };
        for (const { itineraries, offers } of answerOf(profile, criteria, 'seed')) {
          for (const offer of offers) expect(offerShape.parse(offer)).toEqual(offer);
          for (const itinerary of itineraries) {
            expect(itineraryShape.parse(itinerary)).toEqual(itinerary);
            expect(itineraryId(itinerary.slices)).toBe(itinerary.itinerary_id);
            itinerary.slices.forEach(expectConnected);
            for (const { segments } of itinerary.slices) segments.forEach(expectRightTimes);
            const [out, back] = itinerary.slices;
            expect(out?.departing_at.slice(0, 10)).toBe(there);
            const [landed = '', leaves = ''] = [
              out?.segments.at(-1)?.arriving_at_utc,
              back?.segments[0]?.departing_at_utc,
            ];
            expect(minutesBetween(landed, leaves)).toBeGreaterThanOrEqual(90);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a local time', () => {
  test.each([
    ['Europe/Amsterdam', '2030-03-31T02:30', '2030-03-31T03:30'],
    ['Europe/Amsterdam', '2030-10-27T02:30', '2030-10-27T02:30'],
    ['America/New_York', '2030-03-10T02:05', '2030-03-10T03:05'],
    ['Asia/Kolkata', '2030-05-01T06:30', '2030-05-01T06:30'],
  ])('in %s, at %s, is shown as %s', (timeZone, local, shown) => {
    expect(instantOf(timeZone, local)).toBe(zoned(local, timeZone));
    expect(localMinuteAt(timeZone, instantOf(timeZone, local))).toBe(shown);
  });
});
