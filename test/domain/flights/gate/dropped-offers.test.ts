import { describe, expect, test } from '@jest/globals';
import type {
  Criteria,
  CriteriaSlice,
  TimeWindow,
} from '../../../../src/domain/flights/criteria/criteria.ts';
import type { OfferFault } from '../../../../src/domain/flights/offers/offer-fault.ts';
import type { OfferFound } from '../../../../src/domain/flights/offers/offer-found.ts';
import { admit, admitOne, flying, onDay } from '../../../support/admit.ts';
import { REQUESTED } from '../../../support/flight-messages.ts';
import { batchFound, offerFound, segmentFound } from '../../../support/found-offers.ts';

const { criteria } = REQUESTED;

const costing = (amount: string, currency = 'EUR'): Partial<OfferFound> => ({
  price: { amount, currency },
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

  test.each([
    faulty('unknown_airport', 'names an airport that nobody knows', flying({ destination: 'ZZZ' })),
    faulty(
      'impossible_time',
      'leaves in the hour that spring skips',
      flying({ departing_at: '2030-03-31T02:30' }),
    ),
    faulty(
      'impossible_time',
      'lands on a day that there is not',
      flying({ arriving_at: '2030-02-30T08:20' }),
    ),
    faulty('impossible_time', 'lands before it has left', flying({ arriving_at: '2030-05-01T06:00' })),
    faulty('impossible_time', 'flies for more than a day', flying({ arriving_at: '2030-05-02T08:30' })),
    faulty('impossible_time', 'flies faster than anything does', flying({ arriving_at: '2030-05-01T07:10' })),
    faulty(
      'impossible_time',
      'is on the way for more than six days',
      flying({}, { ...onwards, departing_at: '2030-05-07T10:00', arriving_at: '2030-05-07T13:00' }),
      toJfk,
    ),
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

  test('is dropped as expired whose flight has left', () => {
    const leavesAtMs = Date.parse('2030-05-01T06:00Z');
    expect(admitOne({}, criteria, leavesAtMs).dropped).toEqual({ expired: 1 });
    expect(admitOne({}, criteria, leavesAtMs - 1).offers).toHaveLength(1);
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
