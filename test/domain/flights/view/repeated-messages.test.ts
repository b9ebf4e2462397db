import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldMessages } from '../../../../src/domain/flights/view/fold-messages.ts';
import type { FlightMessage } from '../../../../src/domain/flights/view/messages.ts';
import { initialView } from '../../../../src/domain/flights/view/search-view.ts';
import { arbitraryResults } from '../../../support/arbitrary-results.ts';
import { COMPLETED, processingOf, REQUESTED } from '../../../support/flight-messages.ts';

const BEGUN: readonly FlightMessage[] = [
  { status: 'requested', payload: REQUESTED },
  { status: 'processing', payload: processingOf('kestrel', 'meridian') },
];
const ENDED: FlightMessage = { status: 'completed', payload: COMPLETED };

describe('any messages', () => {
  const withRepeats = fc
    .tuple(arbitraryResults, fc.boolean(), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 12 }))
    .map(([results, ends, repeats]) => {
      const messages = [...BEGUN, ...results, ...(ends ? [ENDED] : [])];
      const repeated = [...messages];
      for (const [which, later] of repeats) {
        const result = results[which % Math.max(1, results.length)];
        if (result === undefined) continue;
        const from = repeated.indexOf(result) + 1;
        repeated.splice(from + (later % (repeated.length - from + 1)), 0, result);
      }
      return { messages, repeated };
    });

  test('give the same view however often results are repeated', () => {
    fc.assert(
      fc.property(withRepeats, ({ messages, repeated }) => {
        expect(foldMessages(initialView(), repeated)).toStrictEqual(foldMessages(initialView(), messages));
      }),
    );
  });

  test('give the same view however they are split', () => {
    fc.assert(
      fc.property(withRepeats, fc.array(fc.nat()), ({ repeated }, cuts) => {
        const at = [0, ...cuts.map((cut) => cut % (repeated.length + 1)), repeated.length].toSorted(
          (a, b) => a - b,
        );
        let view = initialView();
        for (const [index, from] of at.entries())
          view = foldMessages(view, repeated.slice(from, at[index + 1] ?? from));
        expect(view).toStrictEqual(foldMessages(initialView(), repeated));
      }),
    );
  });

  test('leave every count in agreement with what is held', () => {
    fc.assert(
      fc.property(withRepeats, ({ repeated }) => {
        const view = foldMessages(initialView(), repeated);
        const offers = [...view.offers.values()];
        expect(view.progress.offers).toBe(offers.length);
        for (const { supplier_id, offers: held } of view.suppliers.values()) {
          expect(held).toBe(offers.filter((offer) => offer.supplier_id === supplier_id).length);
        }
      }),
    );
  });
});
