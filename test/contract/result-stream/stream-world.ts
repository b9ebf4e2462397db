import type { ResultStream } from '../../../src/domain/ports/result-stream.ts';
import type { Entry } from '../../../src/domain/search/message.ts';
import type { Position } from '../../../src/domain/search/position.ts';
import type { SearchId } from '../../../src/domain/search/search-id.ts';
import type { Patience } from '../../support/patience.ts';

/** How long a stream of these worlds is kept from its creation, and once it is completed. */
export const TTL_MS = 30 * 60_000;
export const COMPLETED_TTL_MS = 90_000;

/** Two gateways on one store, and what can befall the first of them. */
export interface StreamWorld extends Patience {
  readonly gateway: ResultStream;
  readonly otherGateway: ResultStream;
  readonly newId: () => SearchId;
  /** Somebody else writes an entry as he pleases, at the end unless he says where behind it, and rings for nobody. */
  readonly foreign: (id: SearchId, fields?: Partial<Entry>) => Promise<Position>;
  /** Somebody makes a stream of his own, of one entry, and gives it no time unless he says so. */
  readonly plant: (id: SearchId, status: string, ttlMs?: number) => Promise<void>;
  /** Somebody takes an entry out. */
  readonly trim: (id: SearchId, position: Position) => Promise<void>;
  /** A failover: the server that takes over has never heard of this entry and what lies behind it. */
  readonly loseTail: (id: SearchId, first: Position) => Promise<void>;
  /** `gateway` loses its way to the store, and finds it again by itself. */
  readonly cutLink: () => void;
  /** How many viewings the store knows of. */
  readonly countViewings: (id: SearchId) => Promise<number>;
  /** The store carries out the next command of `gateway`, whose answer never arrives. */
  readonly loseNextAnswer: () => void;
  /** Resolves once `gateway` reaches its store again. */
  readonly recovered: () => Promise<void>;
  /** Resolves once whoever asked `gateway` for something has it, or waits for it to come. */
  readonly idle: () => Promise<void>;
  /** From now on no ring arrives at `gateway`. */
  readonly muteBells: () => void;
  /** Streams grow older by so much. */
  readonly passTime: (ms: number) => Promise<void>;
}

/** Promises, each a true sentence, and how each is put to the test. */
export type StreamPromises = Readonly<Record<string, (world: StreamWorld) => Promise<void>>>;
