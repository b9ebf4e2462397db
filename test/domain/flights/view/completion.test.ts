import { describe, expect, it, test } from '@jest/globals';
import { completion } from '../../../../src/domain/flights/view/completion.ts';
import { foldMessages } from '../../../../src/domain/flights/view/fold-messages.ts';
import type { SupplierStatus } from '../../../../src/domain/flights/view/messages.ts';
import { initialView, type SearchView } from '../../../../src/domain/flights/view/search-view.ts';
import { processingOf, REQUESTED, resultOf } from '../../../support/flight-messages.ts';

const AT = '2030-04-01T10:00:02.500Z';

const requestedOnly = foldMessages(initialView(), [{ status: 'requested', payload: REQUESTED }]);

const searchWhere = (statuses: Readonly<Record<string, SupplierStatus>>): SearchView =>
  foldMessages(requestedOnly, [
    { status: 'processing', payload: processingOf(...Object.keys(statuses)) },
    ...Object.entries(statuses).map(([id, status], number) => ({
      status: 'result' as const,
      payload: resultOf(id, status, status === 'empty' ? [] : [number]),
    })),
  ]);

describe('the end of a search that was answered', () => {
  test.each([
    ['complete', { a: 'succeeded', b: 'empty' }],
    ['partial', { a: 'succeeded', b: 'failed' }],
    ['partial', { a: 'empty', b: 'timed_out' }],
    ['failed', { a: 'failed', b: 'timed_out' }],
    ['failed', {}],
  ] as const)('is %s where suppliers ended as %j', (outcome, statuses) => {
    expect(completion(searchWhere(statuses), 'answered', AT)?.outcome).toBe(outcome);
  });

  it('sums up every supplier, with what the provider measured', () => {
    const view = searchWhere({ a: 'succeeded', b: 'failed' });
    const times = new Map([['a', { first_result_ms: 300, duration_ms: 900 }]]);
    expect(completion(view, 'answered', AT, times)).toStrictEqual({
      search_id: REQUESTED.search_id,
      outcome: 'partial',
      suppliers: [
        { supplier_id: 'a', status: 'succeeded', offers: 1, first_result_ms: 300, duration_ms: 900 },
        { supplier_id: 'b', status: 'failed', offers: 1 },
      ],
      totals: { offers: 2, itineraries: 2, results: 2 },
      duration_ms: 2_500,
    });
  });

  it('gives the error of a supplier that failed', () => {
    const error = { code: 'unreachable', retryable: true };
    const view = foldMessages(searchWhere({ a: 'answering' }), [
      { status: 'result', payload: resultOf('a', 'failed', [], { error }) },
    ]);
    expect(completion(view, 'answered', AT)?.suppliers).toMatchObject([{ status: 'failed', error }]);
  });
});

describe('the end of a search that was ended early', () => {
  it('says of a supplier that was still answering that it ran out of time', () => {
    const ended = completion(searchWhere({ a: 'succeeded', b: 'answering' }), 'timed_out', AT);
    expect(ended?.outcome).toBe('timed_out');
    expect(ended?.suppliers.map(({ status }) => status)).toEqual(['succeeded', 'timed_out']);
  });

  it('says of a supplier that was still answering when the search was cancelled that it was skipped', () => {
    const ended = completion(searchWhere({ a: 'succeeded', b: 'answering' }), 'cancelled', AT);
    expect(ended?.outcome).toBe('cancelled');
    expect(ended?.suppliers.map(({ status }) => status)).toEqual(['succeeded', 'skipped']);
  });

  it('names no suppliers where nobody has processed the search', () => {
    expect(completion(requestedOnly, 'timed_out', AT)).toStrictEqual({
      search_id: REQUESTED.search_id,
      outcome: 'timed_out',
      suppliers: [],
      totals: { offers: 0, itineraries: 0, results: 0 },
      duration_ms: 2_500,
    });
  });

  it('never took less than no time, however the clocks differ', () => {
    expect(completion(requestedOnly, 'cancelled', '2030-04-01T09:59:59Z')?.duration_ms).toBe(0);
  });

  it('cannot be told of a search whose request could not be read', () => {
    expect(completion(initialView(), 'timed_out', AT)).toBeUndefined();
  });
});
