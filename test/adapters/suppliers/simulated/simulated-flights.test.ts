import { describe, expect, it, test } from '@jest/globals';
import { distanceKm } from '../../../../src/domain/flights/offers/great-circle.ts';
import type { ItinerarySlice } from '../../../../src/domain/flights/offers/offer.ts';
import { admitAll, airport, asking } from './market.ts';

const detourOf = ({ segments, origin, destination }: ItinerarySlice): number =>
  segments.reduce((sum, { distance_km = 0 }) => sum + distance_km, 0) /
  distanceKm(airport(origin), airport(destination));

describe('simulated itineraries', () => {
  test.each(['LHR-JFK-LHR', 'AMS-LON-AMS', 'SIN-LHR', 'BTS-JFK', 'NYC-TYO-NYC', 'SYD-LON'])(
    'on %s can be flown: changes are reached, ways are not far round, waits end',
    async (route) => {
      const { itineraries, offers, dropped } = await admitAll(asking(route));
      expect(dropped).toEqual({});
      expect(itineraries.size).toBeGreaterThan(10);
      const onSeveralTickets = new Set(
        offers
          .filter(({ transfer_type }) => transfer_type !== 'managed')
          .map(({ itinerary_id }) => itinerary_id),
      );
      for (const { itinerary_id, slices } of itineraries.values()) {
        const least = onSeveralTickets.has(itinerary_id) ? 180 : 30;
        for (const slice of slices) {
          const km = distanceKm(airport(slice.origin), airport(slice.destination));
          expect(slice.stops).toBeLessThanOrEqual(km > 6_000 ? 2 : 1);
          expect(detourOf(slice)).toBeLessThan(km < 1_500 ? 1.85 : 1.45);
          for (const { minutes } of slice.layovers) {
            expect(minutes).toBeGreaterThanOrEqual(least);
            expect(minutes).toBeLessThanOrEqual(720);
          }
          for (const { duration_minutes, distance_km = 0, technical_stops } of slice.segments) {
            const kmh = (distance_km * 60) / duration_minutes;
            expect(kmh).toBeLessThan(1_000);
            if (distance_km > 3_000 && technical_stops === undefined) expect(kmh).toBeGreaterThan(600);
          }
        }
      }
    },
  );

  it('are many on the demonstrated routes, direct and not, of several carriers and suppliers', async () => {
    for (const route of ['LHR-JFK-LHR', 'AMS-LON-AMS']) {
      const { itineraries, offers } = await admitAll(asking(route));
      expect(itineraries.size).toBeGreaterThan(80);
      expect(offers.length).toBeGreaterThan(200);
      const segments = [...itineraries.values()].flatMap(({ slices }) =>
        slices.flatMap((one) => one.segments),
      );
      expect(new Set(segments.map(({ marketing_carrier }) => marketing_carrier)).size).toBeGreaterThan(6);
      const stops = [...itineraries.values()].map(({ slices }) => slices[0]?.stops);
      expect(stops.filter((count) => count === 0).length).toBeGreaterThan(10);
      expect(stops.filter((count) => count === 1).length).toBeGreaterThan(10);
    }
  });

  it('return with the carrier that they went with, mostly', async () => {
    const { itineraries } = await admitAll(asking('LHR-JFK-LHR'));
    const same = [...itineraries.values()].filter(({ slices }) => {
      const [out, back] = slices.map(({ segments }) => new Set(segments.map((one) => one.marketing_carrier)));
      return [...(out ?? [])].some((code) => back?.has(code));
    });
    expect(same.length / itineraries.size).toBeGreaterThan(0.5);
  });

  it('do not leave in the small hours on short ways', async () => {
    const { itineraries } = await admitAll(asking('AMS-LON'));
    for (const { slices } of itineraries.values()) {
      expect((slices[0]?.departing_at ?? '').slice(11) >= '05:00').toBe(true);
    }
  });

  it('fly through the night from America to Europe', async () => {
    const { itineraries } = await admitAll(asking('JFK-LHR', { max_stops: 0 }));
    const overnight = [...itineraries.values()].filter(({ slices }) => slices[0]?.day_offset === 1);
    expect(overnight.length / itineraries.size).toBeGreaterThan(0.6);
  });

  it('carry numbers of partners beside those of the carrier that flies', async () => {
    const { itineraries } = await admitAll(asking('LHR-JFK'));
    const segments = [...itineraries.values()].flatMap(({ slices }) => slices.flatMap((one) => one.segments));
    const shared = segments.filter((one) => one.operating_carrier !== one.marketing_carrier);
    expect(shared.length).toBeGreaterThan(0);
    for (const { operating_flight_number } of shared) expect(operating_flight_number).toMatch(/^\d+$/);
  });

  it('are those that were wished for', async () => {
    const wish = asking('LHR-JFK', { max_stops: 1, carriers: { include: ['BA', 'AA', 'IB'] } });
    const [slice] = wish.slices;
    if (slice === undefined) throw new Error('there is no slice');
    const morning = { from: '06:00', to: '12:00' };
    const night = { from: '18:00', to: '04:00' };
    const { itineraries, dropped } = await admitAll({
      ...wish,
      slices: [{ ...slice, departure_window: morning, arrival_window: { from: '00:00', to: '23:59' } }],
    });
    expect(dropped).toEqual({});
    expect(itineraries.size).toBeGreaterThan(3);
    const late = await admitAll({ ...wish, slices: [{ ...slice, arrival_window: night }] });
    expect(late.dropped).toEqual({});
    expect(late.itineraries.size).toBeGreaterThan(0);
    const others = await admitAll(asking('LHR-JFK', { carriers: { exclude: ['BA'] } }));
    expect(others.dropped).toEqual({});
    const premium = await admitAll(asking('LHR-JFK', { cabin: 'premium_economy' }));
    expect(premium.dropped).toEqual({});
    expect(premium.offers.some(({ mixed_cabin }) => mixed_cabin === true)).toBe(true);
  });
});
