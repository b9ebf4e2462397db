import { v7 } from 'uuid';
import { isSearchId, type SearchId } from '../../src/domain/search/search-id.ts';

export const newSearchId = (): SearchId => {
  const id = v7();
  if (!isSearchId(id)) throw new Error(`not a search id: ${id}`);
  return id;
};
