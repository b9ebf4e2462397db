import { describe, expect, it, test } from '@jest/globals';
import { admit, admitOne, flying, onDay } from '../../../support/admit.ts';
import { batchFound, offerFound } from '../../../support/found-offers.ts';

describe('an offer that answers the criteria', () => {
  it('is let in, with what follows from its times and places', () => {
    const { offers, itineraries, dictionaries, dropped } = admit(batchFound([1]));

    expect(offers).toEqual([
      {
        offer_id: 'o1',
        itinerary_id: itineraries[0]?.itinerary_id,
        revision: 1,
        price: { amount: '120.50', currency: 'EUR' },
        cabins: ['economy'],
      },
    ]);
    expect(itineraries).toMatchObject([
      {
        slices: [
          {
            origin: 'AMS',
            destination: 'LHR',
            duration_minutes: 80,
            stops: 0,
            day_offset: 0,
            overnight: false,
            layovers: [],
            segments: [
              {
                departing_at_utc: '2030-05-01T06:00Z',
                arriving_at_utc: '2030-05-01T07:20Z',
                origin_tz: 'Europe/Amsterdam',
                destination_tz: 'Europe/London',
                duration_minutes: 80,
                distance_km: 369,
              },
            ],
          },
        ],
      },
    ]);
    expect(dictionaries.airports['AMS']).toEqual({ name: 'Schiphol', city: 'Amsterdam', country: 'NL' });
    expect(dictionaries.carriers).toEqual({ ZZ: { name: 'Zephyr' } });
    expect(dropped).toEqual({});
  });

  it('brings the name of a carrier that nobody here knows', () => {
    const batch = { offers: [offerFound(1, flying({ marketing_carrier: 'Q1' }))], carriers: { Q1: 'Quill' } };
    expect(admit(batch).dictionaries.carriers).toEqual({ Q1: { name: 'Quill' } });
  });

  it('is of the itinerary that it shares with another', () => {
    const { offers, itineraries } = admit({ offers: [offerFound(1), offerFound(1, { offer_id: 'other' })] });
    expect(itineraries).toHaveLength(1);
    expect(new Set(offers.map(({ itinerary_id }) => itinerary_id)).size).toBe(1);
  });

  it('is of another itinerary than one that arrives at quite another time, whatever its number', () => {
    const later = offerFound(1, { offer_id: 'later', ...flying({ arriving_at: '2030-05-01T08:36' }) });
    const { offers, itineraries } = admit({ offers: [offerFound(1), later] });
    expect(itineraries.map(({ slices }) => slices[0]?.duration_minutes)).toEqual([80, 96]);
    expect(offers.map(({ itinerary_id }) => itinerary_id)).toEqual(
      itineraries.map(({ itinerary_id }) => itinerary_id),
    );
  });

  it('tells of its layovers, and of another airport on the way', () => {
    const { itineraries } = admitOne(
      flying(
        { destination: 'LGW', arriving_at: '2030-05-01T08:15' },
        {
          origin: 'LHR',
          destination: 'JFK',
          departing_at: '2030-05-01T23:00',
          arriving_at: '2030-05-02T02:00',
        },
      ),
      onDay('AMS', 'NYC', '2030-05-01'),
    );
    expect(itineraries[0]?.slices[0]).toMatchObject({
      stops: 1,
      day_offset: 1,
      overnight: true,
      duration_minutes: 80 - 5 + 885 + 480,
      layovers: [{ airport: 'LGW', departure_airport: 'LHR', minutes: 885, overnight: false }],
    });
  });

  it('may arrive the day before it leaves, over the date line', () => {
    const { itineraries } = admitOne(
      flying({
        origin: 'AKL',
        destination: 'HNL',
        departing_at: '2030-05-01T00:30',
        arriving_at: '2030-04-30T11:15',
      }),
      onDay('AKL', 'HNL', '2030-05-01'),
    );
    expect(itineraries[0]?.slices[0]).toMatchObject({ day_offset: -1, duration_minutes: 525 });
  });

  it('is in the cabin of its longest segment, and says that others differ', () => {
    const { offers } = admitOne(
      flying(
        { cabin: 'business' },
        {
          origin: 'LHR',
          destination: 'JFK',
          departing_at: '2030-05-01T10:00',
          arriving_at: '2030-05-01T13:00',
        },
      ),
      onDay('AMS', 'JFK', '2030-05-01'),
    );
    expect(offers).toMatchObject([{ cabins: ['economy'], mixed_cabin: true }]);
  });

  test.each([
    ['as such a flight takes', {}, 450],
    ['as long as its supplier says', { duration_minutes: 510 }, 510],
  ])('in the hour that a clock shows twice takes %s', (_what, said, expected) => {
    const times = { departing_at: '2030-10-27T02:30', arriving_at: '2030-10-27T05:00' };
    const { itineraries } = admitOne(
      flying({ destination: 'JFK', ...times, ...said }),
      onDay('AMS', 'JFK', '2030-10-27'),
    );
    expect(itineraries[0]?.slices[0]?.duration_minutes).toBe(expected);
  });
});
