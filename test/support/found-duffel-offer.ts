import { expect } from '@jest/globals';
import { offerFound } from '../../src/adapters/suppliers/duffel/offer-found.ts';
import { parseDuffelOffer } from '../../src/adapters/wire/duffel.ts';
import { parseSupplierBatch } from '../../src/adapters/wire/supplier-batch.ts';
import type { OfferFound } from '../../src/domain/flights/offers/offer-found.ts';
import { duffelOffer } from './duffel-offers.ts';

type Changes = Readonly<Record<string, unknown>>;

/** What is made of an offer of Duffel's with these changes; undefined where it cannot be read. */
export const readDuffelOffer = (changes: Changes): OfferFound | undefined => {
  const offer = parseDuffelOffer(JSON.stringify(duffelOffer(changes)));
  return offer && offerFound(offer);
};

/** The same of one that can be read, and that has the shape which all suppliers are held to. */
export const foundDuffelOffer = (changes: Changes = {}): OfferFound => {
  const offer = readDuffelOffer(changes);
  if (offer === undefined) throw new Error('it could not be read');
  expect(parseSupplierBatch({ offers: [offer] })).toEqual({ offers: [offer] });
  return offer;
};
