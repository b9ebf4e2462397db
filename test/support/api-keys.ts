import { createHash, randomBytes } from 'node:crypto';

/** An API key as its holder has it. */
export interface HeldKey {
  readonly name: string;
  readonly key: string;
  readonly headers: { readonly Authorization: string };
}

export const newKey = (name: string): HeldKey => {
  const key = randomBytes(32).toString('hex');
  return { name, key, headers: { Authorization: `Bearer ${key}` } };
};

/** The setting that lets these keys in. */
export const API_KEYS = (...keys: readonly HeldKey[]): string =>
  keys.map(({ name, key }) => `${name}:${createHash('sha256').update(key).digest('hex')}`).join(',');
