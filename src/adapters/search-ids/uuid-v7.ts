import { v7 } from 'uuid';
import type { NextSearchId } from '../../domain/ports/search-ids.ts';
import { isSearchId } from '../../domain/search/search-id.ts';

export const nextUuidV7: NextSearchId = () => {
  // Given options, each id has random bits of its own; without any, ids of one millisecond count up, and are guessable.
  const id = v7({});
  if (!isSearchId(id)) throw new Error(`uuid made something else than a version 7: ${id}`);
  return id;
};
