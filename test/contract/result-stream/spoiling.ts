import { expect } from '@jest/globals';
import { err } from 'neverthrow';
import { MAX_PAGE } from '../../../src/domain/ports/result-stream.ts';
import { BEGINNING, type Position, toPosition } from '../../../src/domain/search/position.ts';
import {
  completedMessage,
  processingMessage,
  requestedMessage,
  resultMessage,
} from '../../support/messages.ts';
import {
  appended,
  entriesOf,
  followed,
  held,
  isGone,
  requestedSearch,
  runningSearch,
  viewed,
} from './searches.ts';
import { type StreamPromises, TTL_MS } from './stream-world.ts';

const LARGEST = '18446744073709551615';
/** Behind it there is no other. */
const LAST = toPosition(`${LARGEST}-${LARGEST}`);
/** Of the last millisecond, with room behind it. */
const NEARLY_LAST = toPosition(`${LARGEST}-7`);
/** The next position is one of the last millisecond. */
const BEFORE_THE_LAST = toPosition(`18446744073709551614-${LARGEST}`);

const conflict = err({ type: 'conflict' });
const gone = err({ type: 'gone' });

/** What others may do to a stream that they can write to. */
export const spoiling: StreamPromises = {
  'nothing is appended behind a final position: not a message, not an end': async (world) => {
    for (const final of [LAST, NEARLY_LAST]) {
      const { id, tail } = await runningSearch(world);
      await world.foreign(id, { position: final });
      const behind = { position: final, seq: tail.seq + 1 };
      expect(await world.gateway.append(id, tail, [resultMessage(1)])).toEqual(conflict);
      expect(await world.gateway.append(id, behind, [resultMessage(1)])).toEqual(conflict);
      expect(await world.gateway.end(id, tail, completedMessage())).toEqual(conflict);
      expect(await world.gateway.end(id, behind, completedMessage())).toEqual(conflict);
      expect((await held(world.gateway, id)).map((entry) => entry.position).slice(2)).toEqual([final]);
    }
  },

  'an entry at a final position is read and viewed as it lies there, and nothing is behind it': async (
    world,
  ) => {
    const { id, tail } = await runningSearch(world);
    await using view = await viewed(world.gateway, id, tail.position);
    await world.foreign(id, { ...completedMessage(), position: LAST });
    const given = entriesOf(await followed(world, view));
    expect(given.map((entry) => entry.position)).toEqual([LAST]);
    const page = (await world.gateway.read(id, LAST, 100))._unsafeUnwrap();
    expect([page.start?.position, page.entries, page.reset]).toEqual([LAST, [], false]);
    await using late = await viewed(world.gateway, id, LAST);
    expect(late.start?.position).toBe(LAST);
  },

  'the entry at the largest position is read wherever in a page it lies': async (world) => {
    for (let before = 2; before <= 17; before += 1) {
      const { id, tail } = await runningSearch(world, before - 2);
      await world.foreign(id, { ...completedMessage(), position: LAST });
      const page = (await world.gateway.read(id, BEGINNING, MAX_PAGE))._unsafeUnwrap();
      expect([page.entries.length, page.entries.at(-1)?.position]).toEqual([before + 1, LAST]);
      const behind = (await world.gateway.read(id, tail.position, MAX_PAGE))._unsafeUnwrap();
      expect(behind.entries.map((entry) => entry.position)).toEqual([LAST]);
    }
  },

  'an append that lies there already is a success, whatever lies at a final position behind it': async (
    world,
  ) => {
    const search = await runningSearch(world);
    const mine = await appended(world.gateway, search, [resultMessage(1)]);
    await world.foreign(search.id, { position: LAST });
    const again = await world.gateway.append(search.id, search.tail, [resultMessage(1)]);
    expect(again._unsafeUnwrap()).toEqual(mine.tail);
  },

  'a position that lies ahead of every clock is one like any other': async (world) => {
    const { id, tail } = await runningSearch(world);
    const ahead = toPosition('99999999999999-0');
    await world.foreign(id, { position: ahead });
    const mine = await world.gateway.append(id, { position: ahead, seq: tail.seq + 1 }, [resultMessage(1)]);
    const ended = await world.gateway.end(id, mine._unsafeUnwrap(), completedMessage());
    expect(ended._unsafeUnwrap().seq).toBe(tail.seq + 3);
    expect((await held(world.gateway, id)).at(-1)?.position).toBe(ended._unsafeUnwrap().position);
  },

  'a stream without a position for its next entry is removed, and gone': async (world) => {
    const write = { append: [resultMessage(1), resultMessage(2)], end: completedMessage() };
    const exhausted = async (at: Position) => {
      const search = await runningSearch(world);
      await world.foreign(search.id, { position: at });
      await world.trim(search.id, at);
      return search;
    };
    for (const at of [LAST, NEARLY_LAST, BEFORE_THE_LAST]) {
      const one = await exhausted(at);
      expect(await world.gateway.append(one.id, one.tail, write.append)).toEqual(gone);
      expect(await isGone(world.gateway, one.id)).toBe(true);
      const other = await exhausted(at);
      expect(await world.gateway.end(other.id, other.tail, write.end)).toEqual(gone);
      expect(await isGone(world.gateway, other.id)).toBe(true);
    }
  },

  'an emptied stream is gone for readers and writers, and may be created again': async (world) => {
    const emptied = async () => {
      const search = await requestedSearch(world);
      await world.trim(search.id, search.tail.position);
      return search;
    };
    const { id, tail } = await emptied();
    expect(await world.gateway.read(id, tail.position, 1)).toEqual(gone);
    const viewing = await world.gateway.view(id, tail.position, new AbortController().signal);
    expect(viewing.isErr() && viewing.error.type).toBe('gone');
    expect((await world.gateway.create(id, requestedMessage(), TTL_MS)).isOk()).toBe(true);
    const ended = await emptied();
    expect(await world.gateway.end(ended.id, ended.tail, completedMessage())).toEqual(gone);
    const other = await emptied();
    expect(await world.gateway.append(other.id, other.tail, [processingMessage()])).toEqual(gone);
    expect(await isGone(world.gateway, other.id)).toBe(true);
  },

  'a stream that was emptied under a viewing ends it with gone, once anybody writes to it': async (world) => {
    const { id, tail } = await requestedSearch(world);
    await using view = await viewed(world.gateway, id, tail.position);
    await world.trim(id, tail.position);
    expect(await world.otherGateway.end(id, tail, completedMessage())).toEqual(gone);
    let page = await world.eventually(view.next());
    for (let pages = 0; page.isOk() && pages < 3; pages += 1) page = await world.eventually(view.next());
    expect(page).toEqual(gone);
  },
};
