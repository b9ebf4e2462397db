import fc, { type Arbitrary } from 'fast-check';

/** Names that mean something to objects themselves. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  '',
  '/~',
  '\u2028',
];

/** What no number, text or list is expected to be. */
const ODD = [
  null,
  true,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  -0,
  '',
  'a'.repeat(5_000),
  '\ud800',
  '\0',
  '\r\n\ndata: {}\n\n',
  '</script><img src=x onerror=alert(1)>',
  [],
  {},
  [[[[[[[[[[]]]]]]]]]],
  Array.from({ length: 500 }, () => 'AA'),
] as const;

type Path = readonly (string | number)[];

/** Where in a value something can be changed: every field and item of it, and it as a whole. */
const pathsOf = (value: unknown, at: Path = []): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? [at, ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...at, name]))]
    : [at];

type Change = (value: unknown) => unknown;

/** An own field, whatever its name; `undefined` takes it away, as JSON does. */
const withField = (value: object, name: string, field: unknown): object => {
  const copy: object = Array.isArray(value) ? [...value] : { ...value };
  return Object.defineProperty(copy, name, { value: field, enumerable: true, configurable: true });
};

const changedAt = (value: unknown, [name, ...rest]: Path, change: Change): unknown => {
  if (name === undefined) return change(value);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).find(([key]) => key === String(name))?.[1];
  return withField(value, String(name), changedAt(inner, rest, change));
};

const named: Arbitrary<Change> = fc
  .record({ name: fc.oneof(fc.constantFrom(...NAMES), fc.string()), field: fc.jsonValue({ maxDepth: 2 }) })
  .map(({ name, field }): Change => (value) => {
    if (Array.isArray(value)) return [...value, field];
    return typeof value === 'object' && value !== null ? withField(value, name, field) : { [name]: value };
  });

const arbitraryChange: Arbitrary<Change> = fc.oneof(
  named,
  fc.constant<Change>(() => undefined),
  fc.constantFrom(...ODD).map(
    (odd): Change =>
      () =>
        odd,
  ),
  fc.jsonValue().map(
    (json): Change =>
      () =>
        json,
  ),
  fc.string({ unit: 'binary' }).map(
    (text): Change =>
      () =>
        text,
  ),
  fc.string().map(
    (text): Change =>
      (value) =>
        // An object may hold a toString that is none.
        `${typeof value === 'string' ? value : JSON.stringify(value)}${text}`,
  ),
);

/** With one thing wrong, or a few, anywhere. */
export const mutated = (values: Arbitrary<unknown>): Arbitrary<unknown> =>
  fc
    .record({
      value: values,
      changes: fc.array(fc.record({ at: fc.nat(), change: arbitraryChange }), { minLength: 1, maxLength: 3 }),
    })
    .map(({ value, changes }) =>
      changes.reduce<unknown>((changing, { at, change }) => {
        const paths = pathsOf(changing);
        return changedAt(changing, paths[at % paths.length] ?? [], change);
      }, value),
    );

/** Some characters of a text in the place of others: what falls over is broken JSON, doubled fields, and half an escape. */
export const mistyped = (texts: Arbitrary<string>): Arbitrary<string> =>
  fc
    .record({
      text: texts,
      from: fc.nat(),
      length: fc.nat(8),
      typed: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 4 }),
        fc.constantFrom(
          '"',
          '\\',
          '\\u',
          '{',
          '}',
          '[',
          ',',
          ':',
          '1e400',
          '-',
          '\n',
          '"slices":[],',
          '"__proto__":1,',
        ),
      ),
    })
    .map(({ text, from, length, typed }) => {
      const at = from % (text.length + 1);
      return text.slice(0, at) + typed + text.slice(at + length);
    });
