import type { Entry } from '../../domain/search/message.ts';

/**
 * What a page comes to at most: enough to be worth a round trip, little enough to hold three times for a viewer that does not
 * read, as it came, as it goes out, and the one before as long as nobody has tidied up behind it.
 */
export const PAGE_BYTES = 80 * 1024;

/** Of payload, and about what an entry takes beside it. */
export const entryBytes = ({ payload }: Entry): number => Buffer.byteLength(payload) + 64;

/** The first of these entries, as many as fit a page; at least one, since entries are not split. */
export const fitPage = (entries: readonly Entry[]): readonly Entry[] => {
  let bytes = 0;
  const tooMany = entries.findIndex((entry, index) => {
    bytes += entryBytes(entry);
    return index > 0 && bytes > PAGE_BYTES;
  });
  return tooMany === -1 ? entries : entries.slice(0, tooMany);
};
