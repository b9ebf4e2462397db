import { describe, expect, it, test } from '@jest/globals';
import { parseMessage } from '../../../src/adapters/wire/parse-message.ts';
import type { SearchMessage } from '../../../src/domain/search/message.ts';
import {
  COMPLETED,
  itineraryOf,
  offerOf,
  processingOf,
  REQUESTED,
  resultOf,
} from '../../support/flight-messages.ts';

const message = (status: SearchMessage['status'], payload: unknown): SearchMessage => ({
  status,
  payload: JSON.stringify(payload),
});

const found = resultOf('kestrel', 'answering', [1, 2]);

describe('parsing a message', () => {
  test.each([
    { status: 'requested', payload: REQUESTED },
    { status: 'processing', payload: processingOf('kestrel', 'meridian') },
    { status: 'result', payload: found },
    { status: 'completed', payload: COMPLETED },
  ] as const)('a $status message comes out as it went in', ({ status, payload }) => {
    expect(parseMessage(message(status, payload))).toStrictEqual({ status, payload });
  });

  it('leaves out the fields it does not know, at every depth', () => {
    const offer = { ...offerOf(1), net_fare: '90.00', price: { amount: '1.00', currency: 'EUR', rate: 1 } };
    const parsed = parseMessage(message('result', { ...found, offers: [offer], extra: true }));
    expect(parsed?.payload).toStrictEqual({
      ...found,
      offers: [{ ...offerOf(1), price: { amount: '1.00', currency: 'EUR' } }],
    });
  });

  test.each([
    ['a price that is a number', { price: { amount: 1.5, currency: 'EUR' } }],
    ['a negative price', { price: { amount: '-1.00', currency: 'EUR' } }],
    ['a link that is not https', { deep_link: 'javascript:alert(1)' }],
    ['a cabin that there is not', { cabins: ['royal'] }],
  ])('names an offer with %s as unreadable, and reads the others', (_what, changed) => {
    const offers = [{ ...offerOf(1), ...changed }, 'no offer at all', offerOf(2)];
    const parsed = parseMessage(message('result', { ...found, offers }));
    expect(parsed?.payload).toStrictEqual({ ...found, offers: [offerOf(2)], unreadable: ['o1'] });
  });

  it('leaves out an itinerary that cannot be read, and names its offers as unreadable', () => {
    const itineraries = [{ ...itineraryOf(1), slices: [] }, itineraryOf(2), 'no itinerary at all'];
    const parsed = parseMessage(message('result', { ...found, itineraries }));
    expect(parsed?.payload).toStrictEqual({
      ...found,
      offers: [offerOf(2)],
      itineraries: [itineraryOf(2)],
      unreadable: ['o1'],
    });
  });

  test.each([
    ['more than 50 offers', { offers: Array.from({ length: 51 }, (_, n) => offerOf(n)) }],
    ['a supplier id with a slash', { supplier_id: 'a/b' }],
    ['an unknown supplier status', { supplier_status: 'thinking' }],
    ['an airport code that is none', { dictionaries: { airports: { constructor: {} }, carriers: {} } }],
    ['an absent field that is null', { error: null }],
    ['a percentage over 100', { progress: { ...found.progress, percent: 101 } }],
  ])('a result with %s is not a message', (_what, changed) => {
    expect(parseMessage(message('result', { ...found, ...changed }))).toBeUndefined();
  });

  it('refuses an id that is not a search id', () => {
    expect(parseMessage(message('requested', { ...REQUESTED, search_id: 'abc' }))).toBeUndefined();
  });

  it('refuses a contract it does not know', () => {
    expect(parseMessage(message('requested', { ...REQUESTED, contract: 2 }))).toBeUndefined();
  });

  it('ends a search even where nothing can be read of how it ended', () => {
    for (const payload of ['{"outcome":"failed"}', '{}', 'rubbish']) {
      expect(parseMessage({ status: 'completed', payload })).toStrictEqual({
        status: 'completed',
        payload: undefined,
      });
    }
  });

  it('takes no prototype from a payload', () => {
    const payload = JSON.stringify(found).replace(
      '"airports":{',
      '"airports":{"__proto__":{"polluted":true},',
    );
    const parsed = parseMessage({ status: 'result', payload });
    expect(parsed?.payload).toStrictEqual(found);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});
