import type { SearchId } from '../search/search-id.ts';

/** Makes ids that nobody can guess, and that sort by the time they were made. */
export type NextSearchId = () => SearchId;
