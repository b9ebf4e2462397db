import { posix } from 'node:path';
import {
  EMPTY_NAME,
  layerOf,
  MAX_LINES,
  mayKnowFlights,
  MAY_READ_ENVIRONMENT,
  ownsImport,
  PURE,
} from './layers.ts';
import { type SourceFacts, sourceFacts } from './source-facts.ts';

/** The source of every file, by its path inside `src`. */
export type SourceTree = ReadonlyMap<string, string>;

interface File extends SourceFacts {
  readonly path: string;
  /** Paths inside `src`, or out of it with `../`. */
  readonly targets: readonly string[];
  readonly packages: readonly string[];
}
type Files = ReadonlyMap<string, File>;
type Rule = (file: File, files: Files) => readonly string[];

const isRelative = (specifier: string): boolean => specifier.startsWith('.');

const fileOf = (path: string, source: string): File => {
  const facts = sourceFacts(path, source);
  const specifiers = facts.imports.map(({ specifier }) => specifier);
  return {
    ...facts,
    path,
    targets: specifiers.filter(isRelative).map((specifier) => posix.join(posix.dirname(path), specifier)),
    packages: specifiers
      .filter((specifier) => !isRelative(specifier))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
  };
};

/** The last step on a way from here to a file for which it holds; each file is visited once. */
const reaches = (from: string, files: Files, holds: (path: string) => boolean): string | undefined => {
  const seen = new Set<string>();
  const visit = (path: string): string | undefined => {
    for (const target of files.get(path)?.targets ?? []) {
      if (holds(target)) return `${path} → ${target}`;
      if (seen.has(target)) continue;
      seen.add(target);
      const found = visit(target);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return visit(from);
};

const PLATFORM = new Set([
  'Date.now',
  'Date()',
  'new Date()',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'AbortSignal.timeout',
  'setTimeout()',
  'setInterval()',
  'setImmediate()',
  'fetch()',
]);

export const RULES = {
  'every file is in a layer': ({ path }) => (layerOf(path) === undefined ? ['is in no layer'] : []),

  'a layer imports only the folders it may': ({ path, targets }) =>
    targets.filter(
      (target) => !ownsImport(path, target) && !layerOf(path)?.folders.some((folder) => folder.test(target)),
    ),

  'a layer imports only the packages it may': ({ path, packages }) =>
    packages.filter((name) => !layerOf(path)?.packages.some((allowed) => allowed.test(name))),

  'adapters know use cases by their types': ({ path, imports }) =>
    path.startsWith('adapters/')
      ? imports
          .filter(({ specifier, typeOnly }) => !typeOnly && /^(\.\.\/)+application\//.test(specifier))
          .map(({ specifier }) => specifier)
      : [],

  'what delivers does not know flights': ({ path }, files) => {
    if (!path.startsWith('application/') || mayKnowFlights(path)) return [];
    const way = reaches(path, files, (target) => target.startsWith('domain/flights/'));
    return way === undefined ? [] : [way];
  },

  'no file imports itself, not even through others': ({ path }, files) => {
    const way = reaches(path, files, (target) => target === path);
    return way === undefined ? [] : [way];
  },

  'domain and application ask neither clock nor chance nor network': ({ path, asks }) =>
    PURE.test(path) ? asks.filter((ask) => PLATFORM.has(ask.replace(/^globalThis\./, ''))) : [],

  'only the settings read the environment': ({ path, asks, imports }) =>
    MAY_READ_ENVIRONMENT.includes(path)
      ? []
      : [
          ...asks.filter((ask) => /^(globalThis\.)?process\.env$/.test(ask)),
          ...imports.map(({ specifier }) => specifier).filter((name) => /^(node:)?process$/.test(name)),
        ],

  'no file is long': ({ lines }) => (lines > MAX_LINES ? [`${lines} lines`] : []),

  'every name says what is there': ({ path }) =>
    path.split('/').filter((name) => EMPTY_NAME.test(name.replace(/(\.d)?\.ts$/, ''))),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof RULES;

/** Everything in the tree that breaks the rule, each with its path. */
export const violations = (tree: SourceTree, rule: RuleName): readonly string[] => {
  const files: Files = new Map([...tree].map(([path, source]) => [path, fileOf(path, source)]));
  const check: Rule = RULES[rule];
  return [...files.values()].flatMap((file) => check(file, files).map((found) => `${file.path}: ${found}`));
};
