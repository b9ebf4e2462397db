import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from '@jest/globals';
import { SCENARIOS } from '../../../../src/adapters/suppliers/simulated/scenarios.ts';
import { market } from './market.ts';
import { CHECKS } from './scenario-checks.ts';

describe('a scenario route', () => {
  test.each(SCENARIOS.map(({ from, to, what }) => [`${from}-${to}`, what]))('%s: %s', async (route) => {
    const check = CHECKS[route];
    expect(check).toBeDefined();
    await check?.();
  });

  it('is described in the documentation, like every supplier', () => {
    const page = readFileSync(new URL('../../../../docs/simulated-market.md', import.meta.url), 'utf8');
    for (const { from, to, what } of SCENARIOS) expect(page).toContain(`| ${from} → ${to} | ${what} |`);
    for (const { supplier_id, name } of market()) expect(page).toContain(`| \`${supplier_id}\` | ${name} |`);
  });
});
