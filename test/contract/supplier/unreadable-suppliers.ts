import { offerFound } from '../../support/found-offers.ts';
import { type BrokenSupplier, offering, yielding } from './broken-supplier.ts';
import { goodOffer, goodSupplier } from './good-supplier.ts';

const READABLE_OFFERS = 'every offer can be read';
const ENDS_WELL = 'it ends without a fault, or says that it skips such a search';

/** Each with what cannot be read of it, or how it ends. */
export const unreadableSuppliers: Readonly<Record<string, BrokenSupplier>> = {
  throws: {
    breaks: [ENDS_WELL],
    says: 'in 5 of 5 requests: it threw without a code: no fares today',
    search: async function* search(request) {
      yield* goodSupplier(request);
      throw new Error('no fares today');
    },
  },
  'throws a code': {
    breaks: [ENDS_WELL],
    says: 'in 5 of 5 requests: it stopped with "sold_out"',
    search: async function* search(request) {
      yield* goodSupplier(request);
      throw Object.assign(new Error('no'), { code: 'sold_out' });
    },
  },
  'yields a list of offers instead of batches': {
    breaks: [ENDS_WELL, 'every batch can be read'],
    says: 'in 5 of 5 requests: the batch is "offers"; expected an object like {"offers": []}',
    search: yielding('offers'),
  },
  'yields an offer instead of batches': {
    breaks: [ENDS_WELL, 'every batch can be read'],
    says: 'in 5 of 5 requests: offers is missing; expected a list',
    search: yielding(offerFound(9)),
  },
  'yields a list in the place of a batch': {
    breaks: [ENDS_WELL, 'every batch can be read'],
    says: 'in 5 of 5 requests: the batch is a list of 1; expected an object like {"offers": []}',
    search: yielding([offerFound(9)]),
  },
  'returns a batch': {
    breaks: [ENDS_WELL],
    says: 'what the function returns holds no batches: make it an async function* that yields them',
    search: (request) => ({ offers: [goodOffer(1, request)] }),
  },
  'returns a promise of a list': {
    breaks: [ENDS_WELL],
    says: 'what the function returns holds no batches: make it an async function* that yields them',
    search: async (request) => [goodOffer(1, request)],
  },
  'throws a code that is none': {
    breaks: [ENDS_WELL],
    says: 'it threw the code "SoldOut", which is none: a code is snake_case, like "sold_out": no',
    search: async function* search(request) {
      yield* goodSupplier(request);
      throw Object.assign(new Error('no'), { code: 'SoldOut' });
    },
  },
  'says in words whether to try again': {
    breaks: [ENDS_WELL],
    says: 'it threw the code "sold_out", whose retryable and skipped are not true or false: no',
    search: async function* search(request) {
      yield* goodSupplier(request);
      throw Object.assign(new Error('no'), { code: 'sold_out', retryable: 'yes' });
    },
  },
  'counts its share in percent': {
    breaks: [ENDS_WELL, 'every batch can be read'],
    says: 'in 5 of 5 requests: share is the number 50; expected a number from 0 to 1',
    search: yielding({ offers: [], share: 50 }),
  },
  'writes prices as numbers': {
    breaks: [READABLE_OFFERS, 'it finds something'],
    says: 'in 4 of 5 requests: offers[0].price.amount is the number 123.4; expected a decimal string, like "123.40"',
    search: offering((offer) => ({ ...offer, price: { ...offer.price, amount: 123.4 } })),
  },
  'writes prices without a currency': {
    breaks: [READABLE_OFFERS, 'it finds something'],
    says: 'offers[0].price is "123.40"; expected an object like {"amount": "123.40", "currency": "EUR"}',
    search: offering((offer) => ({ ...offer, price: '123.40' })),
  },
  'writes conditions as one word': {
    breaks: [READABLE_OFFERS, 'it finds something'],
    says: 'offers[0].conditions is "none"; expected an object like {"refundable": {"allowed": false}}',
    search: offering((offer) => ({ ...offer, conditions: 'none' })),
  },
  'leaves out what it must say': {
    breaks: [READABLE_OFFERS, 'it finds something'],
    says: 'in 4 of 5 requests: offers[0].slices is missing; expected a list with an entry for each slice that was asked for',
    search: offering(({ slices: _slices, ...offer }) => offer),
  },
  'links without encryption': {
    breaks: [READABLE_OFFERS, 'it finds something'],
    says: 'in 4 of 5 requests: offers[0].deep_link is "http://acme.example"; expected a URL that begins with https://',
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
};
