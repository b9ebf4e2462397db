import { describe, expect, it, test } from '@jest/globals';
import { type AdmittedBatch, admitBatch } from '../../../src/domain/flights/admit-batch.ts';
import type { Criteria, CriteriaSlice, TimeWindow } from '../../../src/domain/flights/criteria.ts';
import type { OfferFault } from '../../../src/domain/flights/offer-fault.ts';
import type { FoundBatch, OfferFound, SegmentFound } from '../../../src/domain/flights/offer-found.ts';
import { REQUESTED } from '../../support/flight-messages.ts';
import { batchFound, offerFound, segmentFound } from '../../support/found-offers.ts';
import { SMALL_WORLD } from '../../support/small-world.ts';

const { criteria } = REQUESTED;
const GATE = { ...SMALL_WORLD, nowMs: Date.parse('2030-04-01T10:00:00Z') };

const admit = (batch: FoundBatch, asked: Criteria = criteria): AdmittedBatch =>
  admitBatch(batch, asked, GATE);
const admitOne = (changed: Partial<OfferFound>, asked: Criteria = criteria): AdmittedBatch =>
  admit({ offers: [offerFound(1, changed)] }, asked);
const flying = (...segments: readonly Partial<SegmentFound>[]): Pick<OfferFound, 'slices'> => ({
  slices: [{ segments: segments.map((changed, at) => segmentFound(at + 1, changed)) }],
});
const onDay = (origin: string, destination: string, departure_date: string): Criteria => ({
  ...criteria,
  slices: [{ origin, destination, departure_date }],
});

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

describe('an offer', () => {
  const leavingWithin = (departure_window: TimeWindow): Criteria => withWindow({ departure_window });
  const withWindow = (window: Partial<CriteriaSlice>): Criteria => ({
    ...criteria,
    slices: criteria.slices.map((slice) => ({ ...slice, ...window })),
  });
  const toJfk = onDay('AMS', 'JFK', '2030-05-01');
  const onwards = {
    origin: 'LHR',
    destination: 'JFK',
    departing_at: '2030-05-01T10:00',
    arriving_at: '2030-05-01T13:00',
  };
  const faulty = (
    fault: OfferFault,
    what: string,
    changed: Partial<OfferFound>,
    asked: Criteria = criteria,
  ) => ({ fault, what, changed, asked });
  const costing = (amount: string, currency = 'EUR'): Partial<OfferFound> => ({
    price: { amount, currency },
  });

  test.each([
    faulty('unknown_airport', 'names an airport that nobody knows', flying({ destination: 'ZZZ' })),
    faulty(
      'impossible_time',
      'leaves in the hour that spring skips',
      flying({ departing_at: '2030-03-31T02:30' }),
    ),
    faulty('impossible_time', 'lands before it has left', flying({ arriving_at: '2030-05-01T06:00' })),
    faulty('impossible_time', 'flies for more than a day', flying({ arriving_at: '2030-05-02T08:30' })),
    faulty('impossible_time', 'flies faster than anything does', flying({ arriving_at: '2030-05-01T07:10' })),
    faulty(
      'impossible_connection',
      'goes on before it has arrived',
      flying({}, { ...onwards, departing_at: '2030-05-01T08:10' }),
      toJfk,
    ),
    faulty(
      'impossible_connection',
      'goes on from quite another place',
      flying({}, { ...onwards, origin: 'AMS' }),
      toJfk,
    ),
    faulty('wrong_route', 'goes elsewhere', {}, toJfk),
    faulty('wrong_route', 'has more slices than were asked for', {
      slices: [
        { segments: [segmentFound(1)] },
        {
          segments: [{ ...segmentFound(2), ...onwards, destination: 'AMS', arriving_at: '2030-05-01T12:20' }],
        },
      ],
    }),
    faulty('wrong_date', 'leaves on another day', {}, onDay('AMS', 'LHR', '2030-05-02')),
    faulty('outside_window', 'leaves too early', {}, leavingWithin({ from: '08:01', to: '07:59' })),
    faulty(
      'outside_window',
      'arrives too late',
      {},
      withWindow({ arrival_window: { from: '06:00', to: '08:19' } }),
    ),
    faulty('wrong_cabin', 'is of another cabin', flying({ cabin: 'business' })),
    faulty('wrong_currency', 'is priced in another currency', costing('120.50', 'USD')),
    faulty('malformed', 'costs half a cent', costing('120.505')),
    faulty('malformed', 'costs nothing', costing('0.00')),
    faulty('too_many_stops', 'stops too often', flying({}, onwards), { ...toJfk, max_stops: 0 }),
    faulty(
      'wrong_carrier',
      'is flown by others than were asked for',
      {},
      { ...criteria, carriers: { include: ['KL'] } },
    ),
    faulty(
      'wrong_carrier',
      'is flown by one that was ruled out',
      {},
      { ...criteria, carriers: { exclude: ['ZZ'] } },
    ),
    faulty('expired', 'has expired when it comes', { expires_at: '2030-04-01T10:00:00Z' }),
  ])('is dropped as $fault that $what', ({ fault, changed, asked }) => {
    expect(admitOne(changed, asked)).toMatchObject({ offers: [], itineraries: [], dropped: { [fault]: 1 } });
  });

  test('that comes back before one can turn round is dropped as impossible_connection', () => {
    const back = segmentFound(2, {
      origin: 'LHR',
      destination: 'AMS',
      departing_at: '2030-05-01T09:00',
      arriving_at: '2030-05-01T11:20',
    });
    const asked: Criteria = {
      ...criteria,
      slices: [...criteria.slices, { origin: 'LHR', destination: 'AMS', departure_date: '2030-05-01' }],
    };
    const slices = [{ segments: [segmentFound(1)] }, { segments: [back] }];
    expect(admitOne({ slices }, asked).dropped).toEqual({ impossible_connection: 1 });
  });

  test('is let in at the very ends of the hours that were asked for, past midnight too', () => {
    for (const [from, to] of [
      ['08:00', '09:00'],
      ['07:00', '08:00'],
      ['22:00', '08:00'],
      ['08:00', '02:00'],
    ] as const) {
      expect(admitOne({}, leavingWithin({ from, to })).offers).toHaveLength(1);
    }
  });

  test('that is dropped leaves the others as they are, and is counted with what was unreadable', () => {
    const batch = batchFound([1, 2, 3], { dropped: { malformed: 2 }, removed: ['o9'], share: 0.5 });
    const spoiled = {
      ...batch,
      offers: [...batch.offers, offerFound(4, { price: { amount: '1', currency: 'USD' } })],
    };
    expect(admit(spoiled)).toMatchObject({
      offers: [{ offer_id: 'o1' }, { offer_id: 'o2' }, { offer_id: 'o3' }],
      removed: ['o9'],
      share: 0.5,
      dropped: { malformed: 2, wrong_currency: 1 },
    });
  });
});
