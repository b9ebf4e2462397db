import { z } from 'zod';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const DURATION = /^(\d{1,9})(ms|s|m|h)$/;

const inMs = (text: string): number => {
  const [, amount = '', unit = ''] = DURATION.exec(text) ?? [];
  return Number(amount) * (UNIT_MS[unit] ?? Number.NaN);
};

/** Like `30m`; read as milliseconds. */
export const duration = (fallback: string, least: string, most: string) =>
  z
    .string()
    .default(fallback)
    .refine((text) => inMs(text) >= inMs(least) && inMs(text) <= inMs(most), {
      error: `a duration from ${least} to ${most}, like ${fallback}`,
    })
    .transform(inMs);

export const wholeNumber = (fallback: number, least: number, most: number) =>
  z
    .string()
    .default(String(fallback))
    .refine((text) => /^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `a whole number from ${least} to ${most}, like ${fallback}`,
    })
    .transform(Number);

export const oneOf = <const Words extends readonly [string, ...string[]]>(
  words: Words,
  fallback: Words[number],
) => z.enum(words, { error: `one of ${words.join(', ')}` }).default(() => z.enum(words).parse(fallback));

export const optionalPort = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, { error: 'a port, like 9100' })
  .transform(Number)
  .optional();

/** Items with commas between them. */
export const listOf = <Item>(parse: (item: string) => Item | undefined, expected: string) =>
  z.string().transform((text, context) => {
    const texts = text.split(',');
    const items = texts.flatMap((item) => parse(item.trim()) ?? []);
    if (items.length < texts.length) context.addIssue(expected);
    return items;
  });
