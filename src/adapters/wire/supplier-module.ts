import { err, ok, type Result } from 'neverthrow';
import { z } from 'zod';
import { CABINS } from '../../domain/flights/criteria/criteria.ts';
import type { Capabilities, SupplierLimits } from '../../domain/ports/supplier.ts';
import { currencyCode, name } from './fields.ts';

const atLeastOne = z.int().min(1);
const market = z.string().regex(/^[A-Z]{2}$/, 'Expected two capital letters.');

/** What a module says of itself. Strict, since a misspelled limit would be none. */
export const supplierModule = z.object({
  name: name.exactOptional(),
  capabilities: z
    .strictObject({
      maxSlices: atLeastOne.exactOptional(),
      maxPassengers: atLeastOne.exactOptional(),
      cabins: z.array(z.enum(CABINS)).min(1).exactOptional(),
      currencies: z.array(currencyCode).min(1).exactOptional(),
      markets: z.array(market).min(1).exactOptional(),
    })
    .exactOptional() satisfies z.ZodType<Capabilities | undefined>,
  limits: z
    .strictObject({
      timeoutMs: atLeastOne.exactOptional(),
      perMinute: atLeastOne.exactOptional(),
      concurrent: atLeastOne.exactOptional(),
    })
    .exactOptional() satisfies z.ZodType<SupplierLimits | undefined>,
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
