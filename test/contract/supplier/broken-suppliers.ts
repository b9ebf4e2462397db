import { batchFound, segmentFound } from '../../support/found-offers.ts';
import { type BrokenSupplier, offering, withSegment, yielding } from './broken-supplier.ts';
import { goodOffer, goodSupplier, sells } from './good-supplier.ts';
import { unreadableSuppliers } from './unreadable-suppliers.ts';

const ANSWERS = 'every offer answers its request';
const SAME = 'the same request finds the same flights';

let asked = 0;

/** Each with what is wrong with it. */
export const brokenSuppliers: Readonly<Record<string, BrokenSupplier>> = {
  'is never done': {
    breaks: ['it answers every request within its time'],
    says: 'in 5 of 5 requests: it was not done when its time was over',
    search: async function* search(request, signal) {
      yield* goodSupplier(request);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  },
  'does not heed the signal': {
    breaks: [
      'it answers every request within its time',
      'it ends within a second when it is no longer wanted',
    ],
    says: 'it went on: stop when the signal aborts',
    search: async function* search(request) {
      yield* goodSupplier(request);
      await new Promise(() => undefined);
    },
  },
  ...unreadableSuppliers,
  'flies on another day': {
    breaks: [ANSWERS],
    says: 'leaves on another day than it was asked for, in local time (wrong_date): ZZ1 2030-05-01T08:00',
    search: offering((offer) => ({
      ...offer,
      slices: offer.slices.map(() => ({
        segments: [{ ...segmentFound(1), departing_at: '2030-05-01T08:00', arriving_at: '2030-05-01T08:20' }],
      })),
    })),
  },
  'lands in a city instead of at an airport': {
    breaks: [ANSWERS],
    says: 'LON is a city; name the airport, like LHR (unknown_airport)',
    search: offering((offer) => withSegment(offer, { destination: 'LON' })),
  },
  'lands where nobody knows': {
    breaks: [ANSWERS],
    says: 'offer o1 names XQZ, which is no airport that is known (unknown_airport)',
    search: offering((offer) => withSegment(offer, { destination: 'XQZ' })),
  },
  'lands before it leaves': {
    breaks: [ANSWERS],
    says: 'in 3 of 5 requests: offer o1 has times that cannot be',
    search: offering((offer) => ({
      ...offer,
      slices: offer.slices.map(({ segments }) => ({
        segments: segments.map((flight) => ({
          ...flight,
          arriving_at: flight.departing_at.replace('08:00', '05:00'),
        })),
      })),
    })),
  },
  'asks for dollars': {
    breaks: ['every price is in the currency that was asked for'],
    says: 'in 4 of 5 requests: offer o1 is in USD and not in EUR',
    search: offering((offer) => ({ ...offer, price: { ...offer.price, currency: 'USD' } })),
  },
  'prices one passenger of four': {
    breaks: ['a price is for the whole party'],
    says: 'costs four no more than one',
    search: offering((offer) => ({ ...offer, price: { ...offer.price, amount: '100.00' } })),
  },
  'says an offer twice': {
    breaks: ['no offer comes twice, unless with a higher revision'],
    says: 'in 4 of 5 requests: offer o1 comes twice with revision 1',
    search: async function* search(request) {
      yield* goodSupplier(request);
      yield* goodSupplier(request);
    },
  },
  'removes what it never had': {
    breaks: ['what it removes it has offered before'],
    says: 'in 5 of 5 requests: offer o9 is removed before it was offered',
    search: yielding({ offers: [], removed: ['o9'] }),
  },
  'falls back': {
    breaks: ['its share never falls'],
    says: 'in 5 of 5 requests: share falls from 1 to 0.5',
    search: yielding({ offers: [], share: 0.5 }),
  },
  'finds other flights every time': {
    breaks: [SAME],
    says: 'was found only the second time',
    search: async function* search(request) {
      asked += 1;
      yield { offers: sells(request) ? [goodOffer(asked, request)] : [] };
    },
  },
  'has nothing': {
    breaks: ['it finds something'],
    says: 'it found nothing, so little could be checked: ask for a route that it sells, like --route=AMS-LHR',
    search: async function* search() {
      yield batchFound([]);
    },
  },
};
