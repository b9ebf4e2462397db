import { type Result, ResultAsync } from 'neverthrow';
import type { ResultStream, Viewing } from '../../../../src/domain/ports/result-stream.ts';
import type { Position } from '../../../../src/domain/search/position.ts';
import type { SearchId } from '../../../../src/domain/search/search-id.ts';
import type { StreamWorld } from '../stream-world.ts';

/** A stream with a defect, and exactly the promises that it breaks. */
export interface BrokenStream {
  readonly breaks: readonly string[];
  readonly spoil: (world: StreamWorld) => StreamWorld;
}

export type BrokenStreams = Readonly<Record<string, BrokenStream>>;

export const later = <T, E>(act: () => Promise<Result<T, E>>): ResultAsync<T, E> => new ResultAsync(act());

const withParts = (stream: ResultStream, parts: Partial<ResultStream>): ResultStream => ({
  create: (id, requested, ttlMs) => stream.create(id, requested, ttlMs),
  append: (id, tail, messages) => stream.append(id, tail, messages),
  end: (id, tail, completed) => stream.end(id, tail, completed),
  read: (id, after, limit) => stream.read(id, after, limit),
  view: (id, after, signal) => stream.view(id, after, signal),
  listen: (id, signal) => stream.listen(id, signal),
  retain: (id, ttlMs) => stream.retain(id, ttlMs),
  expire: (id, ttlMs) => stream.expire(id, ttlMs),
  letGo: (id, end) => stream.letGo(id, end),
  tidy: (ttlMs) => stream.tidy(ttlMs),
  ...parts,
});

/** Replaces parts of both streams of a world. */
export const spoiled =
  (partsOf: (stream: ResultStream, world: StreamWorld) => Partial<ResultStream>) =>
  (world: StreamWorld): StreamWorld => ({
    ...world,
    gateway: withParts(world.gateway, partsOf(world.gateway, world)),
    otherGateway: withParts(world.otherGateway, partsOf(world.otherGateway, world)),
  });

export interface ViewArguments {
  readonly stream: ResultStream;
  readonly world: StreamWorld;
  readonly id: SearchId;
  readonly after: Position;
  readonly signal: AbortSignal;
}

/** Replaces parts of every viewing. */
export const spoiledViewings = (
  partsOf: (viewing: Viewing, args: ViewArguments) => Partial<Viewing>,
): BrokenStream['spoil'] =>
  spoiled((stream, world) => ({
    view: (id, after, signal) =>
      stream.view(id, after, signal).map((viewing): Viewing => {
        const { start, reset } = viewing;
        return {
          start,
          reset,
          next: () => viewing.next(),
          [Symbol.asyncDispose]: () => viewing[Symbol.asyncDispose](),
          ...partsOf(viewing, { stream, world, id, after, signal }),
        };
      }),
  }));
