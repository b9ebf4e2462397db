import { MAX_SUPPLIER_OFFERS } from '../../wire/supplier-batch.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** As if it had been sent: fields that are undefined are left out, and what cannot be sent is undefined. */
const sent = (value: unknown): unknown => {
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * A copy of what a module gave, as JSON would carry it: no getter or proxy of the module is left in it, and an offer that
 * cannot be copied is undefined and costs none of the others.
 */
export const plainBatch = (given: unknown): unknown => {
  try {
    if (!isObject(given)) return undefined;
    const { offers, ...rest } = given;
    const isBounded = Array.isArray(offers) && offers.length <= MAX_SUPPLIER_OFFERS;
    const batch = sent(rest);
    return isBounded && isObject(batch) ? { ...batch, offers: Array.from(offers, sent) } : undefined;
  } catch {
    return undefined;
  }
};
