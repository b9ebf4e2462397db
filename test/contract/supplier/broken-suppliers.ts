import type { SearchOffers } from '../../../src/domain/ports/search-offers.ts';
import { batchFound, segmentFound } from '../../support/found-offers.ts';
import { goodOffer, goodSupplier, sells } from './good-supplier.ts';

type Search = (...given: Parameters<SearchOffers>) => unknown;

/** With something changed in its only offer. */
const offering = (change: (offer: ReturnType<typeof goodOffer>) => unknown): Search =>
  async function* search(request) {
    yield { offers: sells(request) ? [change(goodOffer(1, request))] : [] };
  };

const yielding = (...batches: readonly unknown[]): Search =>
  async function* search(request) {
    yield* goodSupplier(request);
    yield* batches;
  };

const READABLE_OFFERS = 'every offer can be read';
const ANSWERS = 'every offer answers its request';
const ENDS_WELL = 'it ends without a fault, or says that it skips such a search';
const SAME = 'the same request finds the same flights';

export interface BrokenSupplier {
  /** What it promises and does not keep, in the order of the contract. */
  readonly breaks: readonly string[];
  /** In what is said about it. */
  readonly says: string;
  readonly search: Search;
}

let asked = 0;

/** Each with what is wrong with it. */
export const brokenSuppliers: Readonly<Record<string, BrokenSupplier>> = {
  'is never done': {
    breaks: ['it answers every request within its time'],
    says: 'one way: it was not done when its time was over',
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
  throws: {
    breaks: [ENDS_WELL],
    says: 'one way: it threw without a code: no fares today',
    search: async function* search(request) {
      yield* goodSupplier(request);
      throw new Error('no fares today');
    },
  },
  'throws a code': {
    breaks: [ENDS_WELL],
    says: 'one way: it stopped with "sold_out"',
    search: async function* search(request) {
      yield* goodSupplier(request);
      throw Object.assign(new Error('no'), { code: 'sold_out' });
    },
  },
  'yields a list of offers instead of batches': {
    breaks: [ENDS_WELL, 'every batch can be read'],
    says: 'one way: what it said is no batch, not even an object',
    search: yielding('offers'),
  },
  'counts its share in percent': {
    breaks: [ENDS_WELL, 'every batch can be read'],
    says: 'one way: share is the number 50; expected a number from 0 to 1',
    search: yielding({ offers: [], share: 50 }),
  },
  'writes prices as numbers': {
    breaks: [READABLE_OFFERS, 'it finds something'],
    says: 'one way: offers[0].price.amount is the number 123.4; expected a decimal string, like "123.40"',
    search: offering((offer) => ({ ...offer, price: { ...offer.price, amount: 123.4 } })),
  },
  'leaves out what it must say': {
    breaks: [READABLE_OFFERS, 'it finds something'],
    says: 'one way: offers[0].slices is missing; expected a list with an entry for each slice that was asked for',
    search: offering(({ slices: _slices, ...offer }) => offer),
  },
  'links without encryption': {
    breaks: [READABLE_OFFERS, 'it finds something'],
    says: 'one way: offers[0].deep_link is "http://acme.example"; expected a URL that begins with https://',
    search: offering((offer) => ({ ...offer, deep_link: 'http://acme.example' })),
  },
  'writes times with an offset': {
    breaks: [READABLE_OFFERS, 'it finds something'],
    says: '.departing_at is "2030-05-01T08:15:00+02:00"; expected local wall time like',
    search: offering((offer) => ({
      ...offer,
      slices: offer.slices.map(({ segments }) => ({
        segments: segments.map((flight) => ({ ...flight, departing_at: '2030-05-01T08:15:00+02:00' })),
      })),
    })),
  },
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
  'lands before it leaves': {
    breaks: [ANSWERS],
    says: 'one way: offer o1 has times that cannot be',
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
    says: 'one way: offer o1 is in USD and not in EUR',
    search: offering((offer) => ({ ...offer, price: { ...offer.price, currency: 'USD' } })),
  },
  'prices one passenger of four': {
    breaks: ['a price is for the whole party'],
    says: 'costs four no more than one',
    search: offering((offer) => ({ ...offer, price: { ...offer.price, amount: '100.00' } })),
  },
  'says an offer twice': {
    breaks: ['no offer comes twice, unless with a higher revision'],
    says: 'one way: offer o1 comes twice with revision 1',
    search: async function* search(request) {
      yield* goodSupplier(request);
      yield* goodSupplier(request);
    },
  },
  'removes what it never had': {
    breaks: ['what it removes it has offered before'],
    says: 'one way: offer o9 is removed before it was offered',
    search: yielding({ offers: [], removed: ['o9'] }),
  },
  'falls back': {
    breaks: ['its share never falls'],
    says: 'one way: share falls from 1 to 0.5',
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
