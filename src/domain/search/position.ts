declare const positionBrand: unique symbol;

/**
 * Where an entry lies in its stream: a Redis entry id `ms-n`, and the SSE `id` of that entry. Opaque to clients,
 * who compare positions only for equality.
 */
export type Position = string & { readonly [positionBrand]: true };

/** Both halves are unsigned 64-bit numbers; Redis refuses anything beyond. */
const LARGEST = 18_446_744_073_709_551_615n;
const CANONICAL = /^(0|[1-9]\d{0,19})-(0|[1-9]\d{0,19})$/;

export const isPosition = (text: string): text is Position => {
  const [, ms, n] = CANONICAL.exec(text) ?? [];
  return ms !== undefined && n !== undefined && BigInt(ms) <= LARGEST && BigInt(n) <= LARGEST;
};

/** Of a text that is known to be a position: any other is a mistake, and throws. */
export const toPosition = (text: string): Position => {
  if (!isPosition(text)) throw new Error(`not a position: ${text}`);
  return text;
};

/**
 * In the last millisecond that there is, to which no clock comes. Only a foreign hand writes there, and behind it there may be
 * no room for another entry: so whatever lies there ends its search.
 */
export const isFinal = (position: Position): boolean => position.startsWith(`${LARGEST}-`);

/** Before the first entry. A reader that says nothing stands here. */
export const BEGINNING = toPosition('0-0');
