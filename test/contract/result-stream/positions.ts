import { BEGINNING, isPosition, type Position } from '../../../src/domain/search/position.ts';
import { completedSearch } from './searches.ts';
import type { StreamWorld } from './stream-world.ts';

const position = (text: string): Position => {
  if (!isPosition(text)) throw new Error(`not a position: ${text}`);
  return text;
};

/** A search, and positions that are none of its own: one that never was, one that was taken out, one ahead of all. */
export const searchWithout = async (world: StreamWorld) => {
  const { id } = await completedSearch(world, 6);
  const middle = (await world.gateway.read(id, BEGINNING, 4))._unsafeUnwrap().entries.at(-1);
  if (middle === undefined) throw new Error('the search holds nothing');
  await world.trim(id, middle.position);
  return { id, missing: [position('1-1'), middle.position, position('99999999999999-0')] };
};
