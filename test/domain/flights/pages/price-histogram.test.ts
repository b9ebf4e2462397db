import { describe, expect, it } from '@jest/globals';
import { HISTOGRAM_BINS, priceHistogram } from '../../../../src/domain/flights/pages/price-histogram.ts';

const prices = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index * 100);

describe('a histogram of prices', () => {
  it('goes from the lowest price to one that 98 of 100 do not exceed', () => {
    const histogram = priceHistogram(prices(100), 'EUR');
    expect(histogram?.from).toEqual({ amount: '0.00', currency: 'EUR' });
    expect(histogram?.to).toEqual({ amount: '97.00', currency: 'EUR' });
  });

  it('counts every price, and all that are dearer in the last bin', () => {
    const histogram = priceHistogram([...prices(100), 1_000_000], 'EUR');
    expect(histogram?.counts).toHaveLength(HISTOGRAM_BINS);
    expect(histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(101);
    expect(histogram?.counts.at(-1)).toBeGreaterThan(5);
  });

  it('puts a price at an edge into the bin that begins there', () => {
    const histogram = priceHistogram([0, 1, 2, 20], 'EUR');
    expect(histogram?.counts.slice(0, 4)).toEqual([1, 1, 1, 0]);
  });

  it('has one bin that is filled where all prices are the same', () => {
    const counts = priceHistogram([500, 500, 500], 'EUR')?.counts ?? [];
    expect(counts[0]).toBe(3);
    expect(counts.slice(1).every((count) => count === 0)).toBe(true);
  });

  it('is none where there are no prices', () => {
    expect(priceHistogram([], 'EUR')).toBeUndefined();
  });
});
