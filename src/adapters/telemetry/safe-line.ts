/** Whoever holds the id of a search can read it, so a log holds only the end of it, wherever it comes from: keys of the store have it too. */
const ID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{4}([0-9a-f]{8})/gi;

/**
 * What JSON lets through as it is and a terminal or an editor acts upon: controls beyond ASCII, line ends of other worlds, and
 * what turns the direction of writing or is not seen.
 */
const ACTING = /[\x7f-\x9f\p{Zl}\p{Zp}\p{Cf}]/gu;

const escaped = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');

/** A line of JSON that may be shown to anybody: the same, but for ids, when it is parsed. */
export const safeLine = (line: string): string => line.replaceAll(ID, '…$1').replaceAll(ACTING, escaped);
