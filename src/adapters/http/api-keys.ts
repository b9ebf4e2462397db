import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Under which name somebody may request searches; a name may have several keys, while one is changed for another. What is kept
 * of the key itself cannot be turned back into it.
 */
export interface ApiKey {
  readonly name: string;
  /** SHA-256 of the key. */
  readonly digest: Buffer;
}

const API_KEY = /^([\w.-]{1,64}):([0-9a-f]{64})$/i;

/** `name:sha256`, the latter in hex; undefined where it is none. */
export const parseApiKey = (text: string): ApiKey | undefined => {
  const [, name, hex] = API_KEY.exec(text) ?? [];
  return name === undefined || hex === undefined ? undefined : { name, digest: Buffer.from(hex, 'hex') };
};

const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i;

/**
 * The name of the key in an `Authorization` header; undefined where it holds none of them. How long that takes says neither
 * how close a key comes, nor which one it is: each is compared, and all of it.
 */
export const nameOfKey = (authorization: string, keys: readonly ApiKey[]): string | undefined => {
  const [, key = ''] = BEARER.exec(authorization) ?? [];
  const digest = createHash('sha256').update(key).digest();
  const names = keys.filter((known) => timingSafeEqual(known.digest, digest)).map(({ name }) => name);
  return key === '' ? undefined : names[0];
};
