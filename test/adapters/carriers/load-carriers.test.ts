import { describe, expect, it } from '@jest/globals';
import { loadCarriers } from '../../../src/adapters/carriers/load-carriers.ts';

describe('the carriers', () => {
  const carriers = loadCarriers();

  it('are known by their codes', () => {
    expect(carriers.carrier('BA')).toEqual({
      code: 'BA',
      name: 'British Airways',
      country: 'GB',
      hubs: ['LHR', 'LGW', 'LCY'],
      type: 'full_service',
      alliance: 'oneworld',
    });
    expect(carriers.carrier('FR')).toMatchObject({ name: 'Ryanair', type: 'low_cost' });
    expect(carriers.carrier('FR')).not.toHaveProperty('alliance');
  });

  it('are all listed, and each is found', () => {
    expect(carriers.all.length).toBeGreaterThan(100);
    for (const carrier of carriers.all) expect(carriers.carrier(carrier.code)).toBe(carrier);
  });

  it('do not include any that nobody knows', () => {
    for (const code of ['', 'ba', '??', 'constructor']) expect(carriers.carrier(code)).toBeUndefined();
  });
});
