import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { PROFILES } from '../../src/adapters/suppliers/simulated/profiles.ts';
import { CRITERIA_LIMITS } from '../../src/domain/flights/criteria/criteria-limits.ts';
import { CABINS, CURRENCIES } from '../../src/domain/flights/criteria/criteria.ts';
import { readConfig, SETTING_NAMES } from '../../src/config.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** Setting and default of each row of the table of settings. */
const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`)? *\| (.+?) \|/gm)].map(
  ([, name = '', fallback, range = '']) => ({ name, fallback, range }),
);

describe('the README', () => {
  test('lists every setting, and no other', () => {
    expect(rows.map(({ name }) => name).toSorted()).toEqual([...SETTING_NAMES].toSorted());
  });

  test('says what each setting is when it is left out', () => {
    const listed = Object.fromEntries(rows.map(({ name, fallback }) => [name, fallback]));

    expect(readConfig(listed)).toEqual(readConfig({}));
  });

  test.each(rows.filter(({ range }) => range.includes('–')))(
    'gives the range of $name',
    ({ name, range }) => {
      const [least = '', most = ''] = range.replaceAll('`', '').split('–');
      const isRefused = (value: string): boolean =>
        readConfig({ [name]: value }).match(
          () => false,
          (faults) => faults.some((fault) => fault.startsWith(`${name} is "`)),
        );

      expect(isRefused(least)).toBe(false);
      expect(isRefused(most)).toBe(false);
      expect(isRefused(`${Number.parseInt(most, 10) + 1}${most.replace(/^\d+/, '')}`)).toBe(true);
    },
  );

  test('names the suppliers, cabins and currencies that there are', () => {
    expect(readme).toContain(PROFILES.map(({ supplier_id }) => supplier_id).join(','));
    for (const word of [...CABINS, ...CURRENCIES]) expect(readme).toContain(`\`${word}\``);
    expect(readme).toContain(`1–${CRITERIA_LIMITS.slices} \`slices\``);
    expect(readme).toContain(`\`max_stops\` (0–${CRITERIA_LIMITS.stops})`);
  });

  test('asks for the Node that the package asks for', () => {
    expect(manifest).toMatchObject({ engines: { node: '>=20.19' } });
    expect(readme).toContain('Node 20.19 or newer');
  });

  test.each([...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path))(
    'links to %s, which is there',
    (path) => {
      expect(existsSync(new URL(`../../${path}`, import.meta.url))).toBe(true);
    },
  );
});
