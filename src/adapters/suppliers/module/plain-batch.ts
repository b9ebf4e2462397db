import { MAX_SUPPLIER_OFFERS } from '../../wire/supplier-batch.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * A copy as JSON would carry it: no getter or proxy of a module is left in it, and fields that are undefined are left out.
 * What cannot be copied is undefined.
 */
export const plainCopy = (value: unknown): unknown => {
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
};

/** Such a copy of a batch, with its offers as they are: one that cannot be copied costs none of the others. */
export const plainBatch = (given: unknown): { readonly offers: readonly unknown[] } | undefined => {
  try {
    if (!isObject(given)) return undefined;
    const { offers, ...rest } = given;
    const isBounded = Array.isArray(offers) && offers.length <= MAX_SUPPLIER_OFFERS;
    const batch = plainCopy(rest);
    return isBounded && isObject(batch) ? { ...batch, offers: Array.from(offers) } : undefined;
  } catch {
    return undefined;
  }
};
