import { err, ok, type Result } from 'neverthrow';
import { z } from 'zod';
import { CABINS } from '../../domain/flights/criteria/criteria.ts';
import type { Capabilities } from '../../domain/flights/criteria/missing-capability.ts';
import type { SupplierLimits } from '../../domain/ports/supplier.ts';
import { currencyCode, name } from './fields.ts';

const A_NAME = 'Expected text of 1 to 120 characters.';
const A_NUMBER = 'Expected a whole number from 1.';
const atLeastOne = z.int(A_NUMBER).min(1, A_NUMBER);
const A_MARKET = 'Expected two capital letters.';
const market = z.string(A_MARKET).regex(/^[A-Z]{2}$/, A_MARKET);
const A_CURRENCY = 'Expected three capital letters.';
const currency = z
  .string(A_CURRENCY)
  .check(z.refine((code) => currencyCode.safeParse(code).success, A_CURRENCY));

/** Some, in words that do not speak of arrays. */
const listOf = <T extends z.ZodType>(item: T) =>
  z.array(item, 'Expected a list.').min(1, 'Expected a list that is not empty.');

/** Strict, since a misspelled limit would be none. */
const objectOf = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys' && Array.isArray(keys)
        ? `It has ${keys.join(', ')}; expected only ${Object.keys(shape).join(', ')}.`
        : `Expected an object with ${Object.keys(shape).join(', ')}.`,
  });

/** What a module says of itself. */
export const supplierModule = z.object({
  name: z
    .string(A_NAME)
    .check(z.refine((text) => name.safeParse(text).success, A_NAME))
    .exactOptional(),
  capabilities: objectOf({
    maxSlices: atLeastOne.exactOptional(),
    maxPassengers: atLeastOne.exactOptional(),
    cabins: listOf(z.enum(CABINS, `Expected one of ${CABINS.join(', ')}.`)).exactOptional(),
    currencies: listOf(currency).exactOptional(),
    markets: listOf(market).exactOptional(),
  }).exactOptional() satisfies z.ZodType<Capabilities | undefined>,
  limits: objectOf({
    timeoutMs: atLeastOne.exactOptional(),
    perMinute: atLeastOne.exactOptional(),
    concurrent: atLeastOne.exactOptional(),
  }).exactOptional() satisfies z.ZodType<SupplierLimits | undefined>,
});

export type SupplierModule = z.output<typeof supplierModule>;

/** What a module says of itself, or what is wrong with it: `limits.perMinute: Too small …`. May throw where getters do. */
export const parseSupplierModule = (value: unknown): Result<SupplierModule, string> => {
  const { data, error } = supplierModule.safeParse(value);
  if (data !== undefined) return ok(data);
  const [issue] = error.issues;
  return err(
    `${issue?.path.join('.') ?? 'something'} that cannot be used: ${issue?.message ?? 'unreadable'}`,
  );
};
