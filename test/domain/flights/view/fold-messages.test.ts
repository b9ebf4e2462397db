import { describe, expect, it } from '@jest/globals';
import { foldMessages } from '../../../../src/domain/flights/view/fold-messages.ts';
import { MAX_ITINERARIES } from '../../../../src/domain/flights/view/fold-itineraries.ts';
import type { FlightMessage, ResultFound } from '../../../../src/domain/flights/view/messages.ts';
import { initialView, type SearchView } from '../../../../src/domain/flights/view/search-view.ts';
import {
  COMPLETED,
  itineraryOf,
  offerOf,
  processingOf,
  REQUESTED,
  resultOf,
} from '../../../support/flight-messages.ts';

const BEGUN: readonly FlightMessage[] = [
  { status: 'requested', payload: REQUESTED },
  { status: 'processing', payload: processingOf('kestrel', 'meridian') },
];
const ENDED: FlightMessage = { status: 'completed', payload: COMPLETED };

const viewOf = (...results: readonly ResultFound[]): SearchView =>
  foldMessages(initialView(), [
    ...BEGUN,
    ...results.map((payload) => ({ status: 'result' as const, payload })),
  ]);

const priceOf = (view: SearchView, key: string): string | undefined => view.offers.get(key)?.price.amount;

const priced = (revision: number, amount: string): ResultFound =>
  resultOf('kestrel', 'answering', [1], {
    offers: [offerOf(1, { revision, price: { amount, currency: 'EUR' } })],
  });

const removing = (number: number): ResultFound =>
  resultOf('kestrel', 'answering', [], { removed: [`o${number}`] });

const at = (percent: number): ResultFound =>
  resultOf('kestrel', 'answering', [], { progress: { percent, answered: 0, total: 2, offers: 0 } });

describe('the view of a search', () => {
  it('follows the search through its phases', () => {
    const histories = [[], BEGUN.slice(0, 1), BEGUN, [...BEGUN, ENDED]];
    const phases = histories.map((messages) => foldMessages(initialView(), messages).phase);
    expect(phases).toEqual(['unknown', 'requested', 'processing', 'completed']);
  });

  it('knows every announced supplier before it answers', () => {
    expect([...viewOf().suppliers.values()]).toEqual([
      { supplier_id: 'kestrel', name: 'Supplier kestrel', status: 'answering', offers: 0 },
      { supplier_id: 'meridian', name: 'Supplier meridian', status: 'answering', offers: 0 },
    ]);
  });

  it('holds one offer id of two suppliers as two offers of one itinerary', () => {
    const view = viewOf(resultOf('kestrel', 'answering', [1]), resultOf('meridian', 'answering', [1]));
    expect([...view.offers.keys()]).toEqual(['kestrel/o1', 'meridian/o1']);
    expect([...view.itineraries.keys()]).toEqual(['i1']);
  });

  it('lets the higher revision of an offer stand, whichever came first', () => {
    expect(priceOf(viewOf(priced(1, '10.00'), priced(2, '20.00')), 'kestrel/o1')).toBe('20.00');
    expect(priceOf(viewOf(priced(2, '20.00'), priced(1, '10.00')), 'kestrel/o1')).toBe('20.00');
  });

  it('never brings back an offer that was removed', () => {
    const view = viewOf(priced(1, '10.00'), removing(1), priced(3, '30.00'));
    expect(view.offers.size).toBe(0);
    expect(view.suppliers.get('kestrel')?.offers).toBe(0);
  });

  it('keeps the first end of a supplier, and its error', () => {
    const error = { code: 'unreachable', retryable: true };
    const failed = resultOf('kestrel', 'failed', [], { error });
    const view = viewOf(failed, resultOf('kestrel', 'answering', [1]), resultOf('kestrel', 'succeeded'));
    expect(view.suppliers.get('kestrel')).toMatchObject({ status: 'failed', error, offers: 1 });
    expect(view.progress).toMatchObject({ answered: 1, total: 2, offers: 1 });
  });

  it('shows progress that never falls, and is whole only once the search completed', () => {
    expect(viewOf(at(40.9), at(20)).progress.percent).toBe(40);
    expect(viewOf(at(100)).progress.percent).toBe(99);
    expect(foldMessages(viewOf(at(40)), [ENDED]).progress.percent).toBe(100);
  });

  it('takes from the end how each supplier ended, and leaves none answering', () => {
    const view = foldMessages(viewOf(resultOf('kestrel', 'answering', [1])), [ENDED]);
    expect(view.suppliers.get('kestrel')).toEqual({
      supplier_id: 'kestrel',
      name: 'Supplier kestrel',
      status: 'succeeded',
      offers: 1,
      first_result_ms: 400,
      duration_ms: 900,
    });
    expect(view.suppliers.get('meridian')?.status).toBe('failed');
  });

  it('ends as failed where nobody can read how it ended', () => {
    const view = foldMessages(viewOf(resultOf('kestrel', 'succeeded', [1, 2])), [
      { status: 'completed', payload: undefined },
    ]);
    expect(view.completed).toEqual({
      search_id: REQUESTED.search_id,
      outcome: 'failed',
      suppliers: [],
      totals: { offers: 2, itineraries: 2, results: 1 },
      duration_ms: 0,
    });
  });

  it('does not change after the end', () => {
    const view = foldMessages(viewOf(), [ENDED]);
    expect(foldMessages(view, [{ status: 'result', payload: priced(1, '10.00') }, ENDED])).toStrictEqual(
      view,
    );
  });

  it('holds a bounded number of itineraries, says that there were more, and drops their offers', () => {
    const numbers = Array.from({ length: MAX_ITINERARIES + 1 }, (_, number) => number);
    const all = viewOf(resultOf('kestrel', 'answering', numbers));
    expect(all.truncated).toBe(true);
    expect(all.itineraries.size).toBe(MAX_ITINERARIES);
    expect(all.offers.has(`kestrel/o${MAX_ITINERARIES - 1}`)).toBe(true);
    expect(all.offers.has(`kestrel/o${MAX_ITINERARIES}`)).toBe(false);
    expect(viewOf(resultOf('kestrel', 'answering', numbers.slice(1))).truncated).toBe(false);
  });

  it('counts results that brought something new', () => {
    const first = resultOf('kestrel', 'answering', [1]);
    expect(viewOf(first, first, resultOf('kestrel', 'answering', [2])).results).toBe(2);
  });

  it('leaves the view it was given as it was', () => {
    const view = viewOf(resultOf('kestrel', 'answering', [1]));
    const before = structuredClone(view);
    foldMessages(view, [{ status: 'result', payload: resultOf('meridian', 'succeeded', [2]) }, ENDED]);
    expect(view).toStrictEqual(before);
  });

  it('keeps the itinerary that was named first', () => {
    const changed = { ...itineraryOf(1), slices: [] };
    const view = viewOf(
      resultOf('kestrel', 'answering', [1]),
      resultOf('meridian', 'answering', [], { itineraries: [changed] }),
    );
    expect(view.itineraries.get('i1')).toEqual(itineraryOf(1));
  });
});
