import { z } from 'zod';
import type { SupplierStop } from '../../domain/ports/supplier.ts';
import { supplierFault } from './fields.ts';

/** Why a supplier that is not part of this program ends its answer early. Left out, `retryable` and `skipped` are false. */
const supplierStop = z.object({
  code: supplierFault.shape.code,
  retryable: z.boolean().exactOptional(),
  skipped: z.boolean().exactOptional(),
});

/** Undefined where the value does not say why. Reads an error that was thrown as well; one that cannot be read throws. */
export const parseSupplierStop = (value: unknown): SupplierStop | undefined => {
  const stop = supplierStop.safeParse(value).data;
  if (stop === undefined) return undefined;
  const { code, retryable = false, skipped = false } = stop;
  return { code, retryable, ...(skipped && { skipped }) };
};

/** The last line of an answer that ends early. */
export const supplierError = z.object({ error: supplierStop });

/** Undefined where the line is another one. */
export const parseSupplierError = (line: unknown): SupplierStop | undefined =>
  parseSupplierStop(supplierError.safeParse(line).data?.error);
