import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FLIGHT_USE_CASES } from './layers.ts';
import { PLANTED } from './planted-violations.ts';
import { type RuleName, RULES, type SourceTree, violations } from './rules.ts';
import { sourceFacts } from './source-facts.ts';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

const sourceTree = (): SourceTree =>
  new Map(
    readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => [path.replaceAll('\\', '/'), readFileSync(SRC + path, 'utf8')]),
  );

const RULE_NAMES = Object.keys(RULES).filter((name): name is RuleName => name in RULES);

describe('in src', () => {
  const tree = sourceTree();

  test.each(RULE_NAMES)('%s', (rule) => {
    expect(violations(tree, rule)).toEqual([]);
  });

  test.each(FLIGHT_USE_CASES)('%s is where it is said to be', (path) => {
    expect(tree.has(path)).toBe(true);
  });

  test('exactly one file knows koa-sse-stream', () => {
    const knowing = [...tree].filter(([path, source]) =>
      sourceFacts(path, source).imports.some(({ specifier }) => specifier.startsWith('koa-sse-stream')),
    );
    expect(knowing.map(([path]) => path)).toEqual(['adapters/http/sse-channel.ts']);
  });

  test('there is something to check', () => {
    expect(tree.size).toBeGreaterThan(20);
  });
});

describe.each(RULE_NAMES)('the rule that %s', (rule) => {
  test.each(
    PLANTED[rule].map((tree) => ({
      planted: [...tree].flat().join(' ').replaceAll(/\s+/g, ' ').slice(0, 150),
      tree,
    })),
  )('is broken by $planted', ({ tree }) => {
    expect(violations(tree, rule)).not.toEqual([]);
  });
});
