declare const searchId: unique symbol;

/** A UUIDv7 (RFC 9562): 74 random bits, which nobody guesses, beside the millisecond of its creation. */
export type SearchId = string & { readonly [searchId]: true };

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isSearchId = (text: string): text is SearchId => UUID_V7.test(text);

/** When the id was made, in milliseconds since the epoch: it tells whether an id that is not held can have expired. */
export const createdAt = (id: SearchId): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
