import type { OfferTerms } from './offer.ts';

/** Whether an offer is no longer to be had at an instant, in milliseconds since the epoch; one that does not say goes on. */
export const hasExpired = ({ expires_at }: Pick<OfferTerms, 'expires_at'>, atMs: number): boolean =>
  expires_at !== undefined && Date.parse(expires_at) <= atMs;
