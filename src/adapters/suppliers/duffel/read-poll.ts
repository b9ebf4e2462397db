import { setImmediate } from 'node:timers/promises';
import { err, ok, type Result } from 'neverthrow';
import type { FoundBatch } from '../../../domain/flights/offers/offer-found.ts';
import { MAX_BATCH_OFFERS, type SupplierStop } from '../../../domain/ports/supplier.ts';
import { type DuffelBatchRequest, parseDuffelBatchRequest, parseDuffelOffer } from '../../wire/duffel.ts';
import { UNREADABLE_ANSWER } from '../stranger-stops.ts';
import { bodyText } from './body-text.ts';
import { carrierNames, offerFound } from './offer-found.ts';
import { OfferSplitter } from './offer-splitter.ts';

/** Of one answer: some fifteen thousand offers. */
const MAX_ANSWER_BYTES = 64 * 1_048_576;
/** Of one offer, and of all that is around them: hundreds of times what Duffel says, and still quick to read. */
const MAX_PART_CHARACTERS = 1_048_576;

/**
 * One answer, as batches while it comes in. Returns how far the request is, or undefined after a fault. Where it brings no
 * offers and is no further than `before`, there is nothing to say.
 */
export async function* readPoll(
  answer: Response,
  before?: DuffelBatchRequest,
): AsyncGenerator<Result<FoundBatch, SupplierStop>, DuffelBatchRequest | undefined> {
  const splitter = new OfferSplitter();
  let texts: string[] = [];
  for await (const part of bodyText(answer, MAX_ANSWER_BYTES)) {
    if (part.isErr()) {
      if (texts.length > 0) yield ok(batchOf(texts));
      yield err(part.error);
      return undefined;
    }
    for (const text of splitter.push(part.value)) {
      texts.push(text);
      if (texts.length < MAX_BATCH_OFFERS) continue;
      yield ok(batchOf(texts));
      texts = [];
      // Whatever else this process does goes on between two of these.
      await setImmediate();
    }
  }
  const request = isReadable(splitter.rest) ? parseDuffelBatchRequest(splitter.rest) : undefined;
  if (request === undefined) {
    if (texts.length > 0) yield ok(batchOf(texts));
    yield err(UNREADABLE_ANSWER);
    return undefined;
  }
  const isFurther = before !== undefined && request.remaining_batches < before.remaining_batches;
  if (texts.length > 0 || isFurther) yield ok({ ...batchOf(texts), share: shareOf(request) });
  return request;
}

const isReadable = (text: string): boolean => text.length <= MAX_PART_CHARACTERS;

const batchOf = (texts: readonly string[]): FoundBatch => {
  const offers = texts.filter(isReadable).flatMap((text) => parseDuffelOffer(text) ?? []);
  const malformed = texts.length - offers.length;
  return {
    offers: offers.map(offerFound),
    carriers: Object.fromEntries(offers.flatMap(carrierNames)),
    ...(malformed > 0 && { dropped: { malformed } }),
  };
};

const shareOf = ({ remaining_batches, total_batches }: DuffelBatchRequest): number =>
  remaining_batches === 0 ? 1 : Math.max(1 - remaining_batches / Math.max(total_batches, 1), 0);
