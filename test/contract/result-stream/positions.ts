import { toPosition } from '../../../src/domain/search/position.ts';
import { completedSearch, held } from './searches.ts';
import type { StreamWorld } from './stream-world.ts';

/** A search, and positions that are none of its own: one that never was, one that was taken out, one ahead of all. */
export const searchWithout = async (world: StreamWorld) => {
  const { id } = await completedSearch(world, 6);
  const middle = (await held(world.otherGateway, id))[3];
  if (middle === undefined) throw new Error('the search holds nothing');
  await world.trim(id, middle.position);
  return { id, missing: [toPosition('1-1'), middle.position, toPosition('99999999999999-0')] };
};
