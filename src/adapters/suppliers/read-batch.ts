import { setImmediate } from 'node:timers/promises';
import { err, ok, type Result } from 'neverthrow';
import type { FoundBatch } from '../../domain/flights/offers/offer-found.ts';
import { MAX_BATCH_OFFERS, type SupplierStop } from '../../domain/ports/supplier.ts';
import { MAX_SUPPLIER_OFFERS, parseSupplierBatch } from '../wire/supplier-batch.ts';
import type { AnswerBounds } from './answer-bounds.ts';
import { ANSWER_TOO_LARGE, UNREADABLE_ANSWER } from './stranger-stops.ts';

/** So many offers are looked at in one go: one message of them. More would hold up all else that the process does. */
const PORTION_OFFERS = MAX_BATCH_OFFERS;

/** Its offers, and the batch without them. */
const partsOf = (given: unknown) => {
  if (typeof given !== 'object' || given === null || !('offers' in given)) return undefined;
  const { offers } = given;
  const isBounded = Array.isArray(offers) && offers.length <= MAX_SUPPLIER_OFFERS;
  const rest = isBounded ? parseSupplierBatch({ ...given, offers: [] }) : undefined;
  return isBounded && rest !== undefined ? { offers: [...offers], rest } : undefined;
};

/** At least one, which may be empty. */
const portionsOf = (offers: readonly unknown[]): readonly (readonly unknown[])[] =>
  Array.from({ length: Math.max(1, Math.ceil(offers.length / PORTION_OFFERS)) }, (_, at) =>
    offers.slice(at * PORTION_OFFERS, (at + 1) * PORTION_OFFERS),
  );

/** Whatever is handed on takes a message of the search. */
const saysSomething = ({ offers, removed, share, dropped }: FoundBatch): boolean =>
  offers.length > 0 || removed !== undefined || share !== undefined || dropped !== undefined;

/** What a stranger gave as a batch, a portion at a time; or a fault, where it is none. */
export async function* readBatch(
  given: unknown,
  isWithinBounds: AnswerBounds,
  plainOffer: (offer: unknown) => unknown = (offer) => offer,
): AsyncGenerator<Result<FoundBatch, SupplierStop>, void> {
  const parts = partsOf(given);
  if (parts === undefined) return yield err(UNREADABLE_ANSWER);
  const { offers, rest } = parts;
  const { removed, carriers, share } = rest;
  if (!isWithinBounds({ offers, ...(removed !== undefined && { removed }) }))
    return yield err(ANSWER_TOO_LARGE);
  const portions = portionsOf(offers);
  for (const [at, portion] of portions.entries()) {
    if (at > 0) await setImmediate();
    const isLast = at === portions.length - 1;
    const batch = parseSupplierBatch({ offers: portion.map(plainOffer) });
    if (batch === undefined) return yield err(UNREADABLE_ANSWER);
    const found: FoundBatch = {
      ...batch,
      ...(carriers !== undefined && { carriers }),
      ...(isLast && removed !== undefined && { removed }),
      ...(isLast && share !== undefined && { share }),
    };
    if (saysSomething(found)) yield ok(found);
  }
}
