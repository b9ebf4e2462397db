import type { SearchLogs } from '../../src/adapters/result-stream/in-memory/search-logs.ts';
import type { FollowSearch } from '../../src/application/follow-search.ts';
import type { Deadlines } from '../../src/domain/ports/deadlines.ts';
import type { IdempotencyKeys } from '../../src/domain/ports/idempotency-keys.ts';
import type { RequestQueue } from '../../src/domain/ports/request-queue.ts';
import type { ResultStream } from '../../src/domain/ports/result-stream.ts';
import type { Supplier } from '../../src/domain/ports/supplier.ts';

/** A product without one of its protections, to see that the simulation misses it. */
export interface Sabotage {
  readonly withoutClosers?: boolean;
  readonly withoutTimers?: boolean;
  readonly withoutProviders?: boolean;
  readonly stream?: (stream: ResultStream, logs: SearchLogs) => ResultStream;
  readonly queue?: (queue: RequestQueue) => RequestQueue;
  readonly deadlines?: (deadlines: Deadlines) => Deadlines;
  readonly keys?: (keys: IdempotencyKeys) => IdempotencyKeys;
  readonly suppliers?: (suppliers: readonly Supplier[]) => readonly Supplier[];
  readonly follow?: (follow: FollowSearch) => FollowSearch;
}
