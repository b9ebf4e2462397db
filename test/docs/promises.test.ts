import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import { textOf } from '../support/documents.ts';

const TESTS = new URL('..', import.meta.url).pathname;
const CASES = 40;

const testFiles = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.test.ts'),
);
const sourceOf = (path: string): string => readFileSync(join(TESTS, path), 'utf8');

/** The cases that the titles of a file say they hold, like `(case 9)` or `(cases 9 and 10)`. */
const casesIn = (source: string): readonly number[] =>
  [...source.matchAll(/\(cases? (\d[\d, and]*)\)/g)].flatMap(([, numbers = '']) =>
    [...numbers.matchAll(/\d+/g)].map(Number),
  );

/** The table of cases names files, which say themselves what they hold. */
const CASE_ROW = /^\| \d+ \|.*$/gm;

/** What a document says holds something: a part of the title of a test, and the test's file. */
const proofsIn = (document: string) =>
  [
    ...textOf(document)
      .replaceAll(CASE_ROW, '')
      .matchAll(/\[([^\]]+)\]\((?:\.\.\/)?test\/([^)#]+\.test\.(?:ts|js))\)/g),
  ].map(([, title = '', path = '']) => ({ title: title.replaceAll('`', ''), path }));

/** Titles are broken over lines, and quoted. */
const plain = (text: string): string => text.replaceAll(/['"`\\]/g, '').replaceAll(/\s+/g, ' ');

describe.each(['docs/promises.md', 'SECURITY.md'])('%s', (document) => {
  it('names tests', () => {
    expect(proofsIn(document).length).toBeGreaterThan(10);
  });

  test.each(proofsIn(document))('names "$title", which is a test in $path', ({ title, path }) => {
    expect(plain(sourceOf(path))).toContain(plain(title));
  });
});

describe('the forty cases', () => {
  const rows = [...textOf('docs/promises.md').matchAll(/^\| (\d+) \|.*$/gm)].map(([row, number]) => ({
    row,
    number: Number(number),
  }));
  const numbers = Array.from({ length: CASES }, (_, index) => index + 1);

  it('are all listed, each once', () => {
    expect(rows.map(({ number }) => number)).toEqual(numbers);
  });

  it('are all tested', () => {
    const tested = new Set(testFiles.map(sourceOf).flatMap(casesIn));
    expect(numbers.filter((number) => !tested.has(number))).toEqual([]);
  });

  test.each(rows)('$number is tested where it is said to be', ({ row, number }) => {
    const paths = [...row.matchAll(/\]\(\.\.\/test\/([^)]+)\)/g)].map(([, path = '']) => path);
    expect(paths).not.toEqual([]);
    for (const path of paths) expect(casesIn(sourceOf(path))).toContain(number);
  });
});
