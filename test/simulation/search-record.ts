import type { SearchLog } from '../../src/adapters/result-stream/in-memory/search-log.ts';
import { createdAt, type SearchId } from '../../src/domain/search/search-id.ts';
import { Story } from './story.ts';
import type { ProcessIdentity } from './simulated-process.ts';

/** A supplier that is being asked. */
export interface Asking {
  readonly by: ProcessIdentity;
  readonly signal: AbortSignal;
  readonly abortedAtMs: () => number;
}

/** Everything that is known of one search by who sees all. */
export interface SearchRecord {
  readonly id: SearchId;
  readonly log: SearchLog;
  readonly story: Story;
  readonly askings: Asking[];
  /** What somebody else wrote, who is bound by nothing. */
  readonly foreign: Set<string>;
  /** How far the clock was ahead by which its id was made; less by what making it took. */
  readonly aheadMs: number;
  dueAtMs: number;
}

export const searchRecord = (id: SearchId, log: SearchLog, madeAtMs: number): SearchRecord => ({
  id,
  log,
  story: new Story(id, log.entries),
  askings: [],
  foreign: new Set(),
  aheadMs: createdAt(id) - madeAtMs,
  dueAtMs: madeAtMs,
});

/** When its end was written: positions of the store begin with the time. */
export const endedAtMs = ({ story }: SearchRecord): number | undefined =>
  story.end === undefined ? undefined : Number(story.end.position.split('-')[0]);
