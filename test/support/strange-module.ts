import type { LoadedModule } from '../../src/adapters/suppliers/module/load-module.ts';
import type { SearchOffers } from '../../src/domain/ports/search-offers.ts';

const isTaken = (value: unknown): value is SearchOffers => typeof value === 'function';

/** A module that need not do what its type says. */
export const strangeModule = (search: (...given: Parameters<SearchOffers>) => unknown): LoadedModule => {
  if (!isTaken(search)) throw new TypeError('not a function');
  return { searchOffers: search };
};
