import { describe, expect, it } from '@jest/globals';
import { emptySearch, foldMessage } from '../../web/page/search-state.js';

const offer = (offer_id, revision = 1) => ({
  offer_id,
  revision,
  itinerary_id: 'i1',
  price: { amount: '10.00', currency: 'EUR' },
});
const result = (fields) => ({
  supplier_id: 'kestrel',
  supplier_status: 'answering',
  offers: [],
  ...fields,
});

describe('what the page knows of a search', () => {
  it('does not bring back an offer that was removed', () => {
    const search = emptySearch();
    foldMessage(search, 'result', result({ offers: [offer('o1'), offer('o2')] }));
    foldMessage(search, 'result', result({ removed: ['o1'] }));
    foldMessage(search, 'result', result({ offers: [offer('o1', 2)] }));
    expect(search.offers.size).toBe(1);
  });

  it('keeps the higher revision of an offer', () => {
    const search = emptySearch();
    foldMessage(search, 'result', result({ offers: [offer('o1', 2)] }));
    foldMessage(search, 'result', result({ offers: [offer('o1', 1)] }));
    expect([...search.offers.values()]).toMatchObject([{ revision: 2 }]);
  });

  it('does not reopen a supplier that has ended', () => {
    const search = emptySearch();
    foldMessage(search, 'result', result({ supplier_status: 'succeeded' }));
    foldMessage(search, 'result', result({ supplier_status: 'answering' }));
    expect(search.suppliers.get('kestrel')).toMatchObject({ status: 'succeeded' });
  });
});
