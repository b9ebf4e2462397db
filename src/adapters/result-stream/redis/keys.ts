import type { SearchId } from '../../../domain/search/search-id.ts';

const STREAMS = 'flight.search.results:';

/** One stream a search: nothing is filtered, a read is one look-up, clean-up is one key. */
export const streamKey = (id: SearchId): string => `${STREAMS}${id}`;

/** Matches the keys of all streams, and whatever else somebody gave such a name. */
export const ANY_STREAM = `${STREAMS}*`;

/** Carries the whole stream key as its hash tag, and so shares the stream's slot in a cluster. */
export const bellChannel = (id: SearchId): string => `flight.search.bell:{${streamKey(id)}}`;
