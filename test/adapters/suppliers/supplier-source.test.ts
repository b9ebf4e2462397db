import { describe, expect, it, test } from '@jest/globals';
import { parseSupplierSources } from '../../../src/adapters/suppliers/supplier-source.ts';
import { supplierId } from '../../../src/adapters/wire/fields.ts';

const sourcesIn = (text: string) => parseSupplierSources(text, ['kestrel', 'meridian']);
const faultsIn = (text: string): readonly string[] =>
  sourcesIn(text).match(
    () => [],
    (faults) => faults,
  );

describe('SUPPLIERS', () => {
  it('names simulated suppliers, Duffel, modules and URLs', () => {
    expect(sourcesIn('kestrel, duffel,./acme.js,https://acme.internal/offers')._unsafeUnwrap()).toEqual([
      { type: 'simulated', supplier_id: 'kestrel' },
      { type: 'duffel', supplier_id: 'duffel' },
      { type: 'module', supplier_id: 'acme', path: './acme.js' },
      { type: 'url', supplier_id: 'acme.internal', url: 'https://acme.internal/offers' },
    ]);
  });

  test.each([
    ['./acme.js', 'acme'],
    ['../elsewhere/acme.offers.mjs', 'acme.offers'],
    ['/srv/acme.cjs', 'acme'],
    ['./Große Reise.js', 'Gro-e-Reise'],
    ['a.b-c=./index.js', 'a.b-c'],
    ['http://127.0.0.1:8080/', '127.0.0.1-8080'],
    ['https://ACME.internal', 'acme.internal'],
    ['http://[::1]:8080', '1-8080'],
    ['zephyr=https://acme.internal/zephyr?a=b', 'zephyr'],
    [`http://${'a'.repeat(63)}.example`, 'a'.repeat(63)],
  ])('%s is the supplier %s', (item, id) => {
    const [source] = sourcesIn(item)._unsafeUnwrap();
    expect(source?.supplier_id.replace(/\.$/, '')).toBe(id);
    expect(supplierId.safeParse(source?.supplier_id).success).toBe(true);
  });

  it('sends user and password of a URL as a header, and shows them nowhere else', () => {
    const [source] = sourcesIn('https://j%C3%BCrgen:s%2Cecret@acme.internal:8443/offers#top')._unsafeUnwrap();
    expect(source).toEqual({
      type: 'url',
      supplier_id: 'acme.internal-8443',
      url: 'https://acme.internal:8443/offers',
      authorization: `Basic ${Buffer.from('jürgen:s,ecret').toString('base64')}`,
    });
  });

  test.each([
    [
      '',
      /^"" is no supplier: expected kestrel, meridian, duffel, a module like \.\/acme\.js, or a URL like /,
    ],
    ['kestrel,', /^"" is no supplier/],
    ['Kestrel', /^"Kestrel" is no supplier/],
    ['acme.js', /^"acme\.js" is no supplier/],
    ['ftp://acme.internal', /^"ftp:\/\/acme\.internal" is no supplier/],
    ['name=kestrel', /^"name=kestrel" is no supplier/],
    ['http://', /^"http:\/\/" is no URL that can be asked$/],
    ['./…', /^".\/…" has a file name without letters: name it/],
    ['kestrel,kestrel', /^"kestrel" is the second supplier named kestrel: give it another name/],
    ['./a/acme.js,./b/acme.js', /^".\/b\/acme\.js" is the second supplier named acme/],
    ['https://acme.internal/a,https://acme.internal/b', /is the second supplier named acme\.internal/],
    ['duffel=./own.js,duffel', /^"duffel" is the second supplier named duffel/],
  ])('refuses %j, and says why', (text, sentence) => {
    expect(faultsIn(text)).toEqual([expect.stringMatching(sentence)]);
  });

  it('says all that is wrong at once', () => {
    expect(faultsIn('nobody,kestrel,nothing')).toHaveLength(2);
  });

  test.each([
    'https://user:hunter2@ac me.internal',
    'https://user:%hunter2@acme.internal',
    'https://user:secret,hunter2@acme.internal',
    'https://user:one,hunter2,three@acme.internal',
    'https://acme.internal/?key=a,hunter2',
    'ftp://user:hunter2@acme.internal',
    'https://u:hunter2@acme.internal,https://u:hunter2@acme.internal',
  ])('repeats no password when it refuses %s', (text) => {
    const faults = faultsIn(text);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.join()).not.toContain('hunter2');
  });
});
