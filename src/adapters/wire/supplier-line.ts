import { z } from 'zod';
import type { FoundBatch } from '../../domain/flights/offer-found.ts';
import type { SupplierStop } from '../../domain/ports/supplier.ts';
import { parseSupplierBatch } from './supplier-batch.ts';
import { parseSupplierStop, supplierStop } from './supplier-stop.ts';

/** The last line of an answer that ends early. */
export const supplierError = z.object({ error: supplierStop });

/** What one line of a supplier's answer says. */
export type SupplierLine =
  | { readonly type: 'batch'; readonly batch: FoundBatch }
  | { readonly type: 'stop'; readonly stop: SupplierStop };

/** Undefined where the line says neither. */
export const parseSupplierLine = (value: unknown): SupplierLine | undefined => {
  const batch = parseSupplierBatch(value);
  if (batch !== undefined) return { type: 'batch', batch };
  const stop = parseSupplierStop(supplierError.safeParse(value).data?.error);
  return stop === undefined ? undefined : { type: 'stop', stop };
};
