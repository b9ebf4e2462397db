import type { Random } from '../../src/adapters/suppliers/simulated/random.ts';
import type { RequestedOnce, RequestOnceError } from '../../src/application/request-once.ts';
import type { Result } from 'neverthrow';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { REQUESTED } from '../support/flight-messages.ts';
import { pollSearch, snapshotThenView } from './other-readers.ts';
import { BrokenPromise } from './promises.ts';
import type { SearchRecord } from './search-record.ts';
import { StoryLine } from './story-line.ts';
import { viewSearch } from './viewer.ts';
import type { World } from './world.ts';

const MOST_TRIES = 5;
const LONGEST_PAUSE_MS = 1_000;
/** Clients come to a search while it runs, and after it has ended. */
const LATEST_MS = 12_000;

/** Somebody who wants to fly: requests a search, and has it watched by several clients. */
export const travel = async (world: World, number: number): Promise<void> => {
  const random = world.random('traveller', number);
  await world.pause(random() * world.settings.lastsMs);
  const key = random() < 0.3 ? `key-${number}` : undefined;
  const ids = await Promise.all(
    Array.from({ length: key !== undefined && random() < 0.5 ? 2 : 1 }, () => request(world, random, key)),
  );
  const accepted = ids.filter((id) => id !== undefined);
  if (new Set(accepted).size > 1)
    throw new BrokenPromise('same', `${key} stands for ${accepted.join(' and ')}`);
  const [id] = accepted;
  if (id === undefined) return;
  const record = world.recordOf(id);
  const later = async (client: () => Promise<void>): Promise<void> => {
    if (random() < 0.5) await world.pause(random() * LATEST_MS);
    await client();
  };
  const viewers = Array.from({ length: 1 + Math.floor(random() * 2) }, () =>
    later(() => viewSearch(world, record, random, new StoryLine(record, 'a viewer'))),
  );
  const others = [
    ...(random() < 0.3 ? [later(() => pollSearch(world, record, random))] : []),
    ...(random() < 0.15 ? [later(() => snapshotThenView(world, record, random))] : []),
    ...(random() < 0.15 ? [later(() => cancel(world, record, random))] : []),
    ...(random() < 0.25 ? [later(async () => intrude(world, record, random))] : []),
  ];
  await Promise.all([...viewers, ...others]);
};

/** Whoever is told that there is no search by now tries again, and at last goes away. */
const request = async (
  world: World,
  random: Random,
  key: string | undefined,
): Promise<SearchId | undefined> => {
  const repeat = key === undefined ? undefined : { key, fingerprint: 'criteria' };
  const { signal } = new AbortController();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const gateway = world.anyGateway(random);
    const requested: Result<RequestedOnce, RequestOnceError> | 'died' = await Promise.race([
      gateway.useCases.request(REQUESTED.criteria, repeat, signal),
      gateway.died,
    ]);
    if (requested !== 'died' && requested.isOk()) return requested.value.requested.search_id;
    if (requested !== 'died' && requested.error.type !== 'unavailable')
      throw new BrokenPromise('same', `${key} was ${requested.error.type}`);
    await world.pause(random() * LONGEST_PAUSE_MS);
  }
  return undefined;
};

const cancel = async (world: World, record: SearchRecord, random: Random): Promise<void> => {
  for (;;) {
    const gateway = world.anyGateway(random);
    const cancelled = await Promise.race([gateway.useCases.cancel(record.id), gateway.died]);
    if (cancelled !== 'died' && cancelled.isOk()) {
      if (record.story.end === undefined) throw new BrokenPromise('cancelled', `${record.id} goes on`);
      return;
    }
    await world.pause(random() * LONGEST_PAUSE_MS);
  }
};

/** What others may write who are bound by nothing: it is dropped, taken for what it says, or makes a gap. */
const INTRUSIONS: readonly (readonly [string, string, number | undefined])[] = [
  ['nonsense', '{}', undefined],
  ['requested', '{}', undefined],
  ['processing', '{}', 2],
  ['result', 'not JSON', undefined],
  ['result', '{"foreign":true}', undefined],
  ['result', '{"foreign":true}', 1],
  ['result', '{"foreign":true}', 500],
  ['completed', '{"outcome":"failed"}', undefined],
  ['completed', 'not JSON', 7],
];

const intrude = (world: World, record: SearchRecord, random: Random): void => {
  const [status, payload, seq] = INTRUSIONS[Math.floor(random() * INTRUSIONS.length)] ?? ['', '', undefined];
  const position = record.log.write({ status, payload, seq }, world.clock.now());
  record.foreign.add(position);
  world.faults += 1;
  world.tell('somebody writes', status, position, record.id);
  if (random() < 0.5) world.logs.ring(record.id);
};
