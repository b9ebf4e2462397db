import fc, { type Arbitrary } from 'fast-check';

/** Any text, and such as have some meaning somewhere on the way. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\0',
    '\r\nX-Forged: 1',
    '\n\nevent: completed\ndata: {}\n\n',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    "'; DROP TABLE",
    '${7*7}',
    '%',
    '%00',
    '%E0%A4%A',
    '__proto__',
    'constructor',
    '\u2028',
    'a'.repeat(2_000),
    '1'.repeat(2_000),
  ),
);

export const wrongPositions = fc.oneof(
  fc.constantFrom(
    '0-0',
    '0',
    '1-1',
    '18446744073709551615-18446744073709551615',
    '18446744073709551616-0',
    '00-0',
    '-1-0',
    '1-',
    '*',
    '$',
    '>',
    '+',
  ),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 2n ** 65n }), fc.bigInt({ min: 0n, max: 2n ** 65n }))
    .map(([ms, n]) => `${ms}-${n}`),
  anyText,
);

/** What a gateway holds that is asked for anything. */
export interface Known {
  readonly ids: readonly string[];
  readonly positions: readonly string[];
}

export const positionsOf = ({ positions }: Known): Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...positions), wrongPositions);
