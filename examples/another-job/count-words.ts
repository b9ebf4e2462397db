import { appendDecision } from '../../src/application/append-decision.ts';
import { closeSearch, type Ending } from '../../src/application/close-search.ts';
import {
  followSearch,
  type FollowSearch,
  type FollowSearchDeps,
} from '../../src/application/follow-search.ts';
import { readLog } from '../../src/application/search-log.ts';
import type { SearchCommand } from '../../src/domain/search/decide.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';

/** A finite job that has nothing to do with flights: counting the words of texts, each count as soon as it is known. */
export type Texts = ReadonlyMap<string, string>;

export type Counting = Pick<FollowSearchDeps, 'stream' | 'deadlines' | 'clock'>;

const KEPT_MS = 60_000;
const DEADLINE_MS = 10_000;

/** What is known of a count while it goes on, and what is said where it is closed early: how many texts were counted. */
const ending: Ending<number> = {
  initial: () => 0,
  fold: (texts, messages) => texts + messages.filter(({ status }) => status === 'result').length,
  closingPayload: ({ view }, closing) => JSON.stringify({ outcome: closing, texts: view }),
};

export const requestCount = ({ stream }: Counting, id: SearchId, texts: Texts) =>
  stream.create(id, { status: 'requested', payload: JSON.stringify({ titles: [...texts.keys()] }) }, KEPT_MS);

/** Works until everything is counted, or somebody else ended it. */
export const countWords = async ({ stream }: Counting, id: SearchId, texts: Texts): Promise<void> => {
  const requested = await readLog(stream, id, ending);
  if (requested.isErr()) return;
  let log = requested.value;
  const say = async (type: SearchCommand['type'], said: object): Promise<boolean> => {
    const command = { type, payload: JSON.stringify(said) };
    const appended = await appendDecision(stream, log, ending, () => command);
    log = appended.unwrapOr(log);
    return appended.isOk();
  };
  if (!(await say('begin', { texts: texts.size }))) return;
  for (const [title, text] of texts) {
    const words = text.split(/\s+/).filter((word) => word !== '').length;
    if (!(await say('record', { title, words }))) return;
  }
  await say('complete', { outcome: 'complete', texts: texts.size });
};

const unheard = (): void => undefined;

export const stopCount = (deps: Counting, id: SearchId) =>
  closeSearch({ ...deps, journal: unheard, ending })(id, 'cancelled');

export const followCount = (deps: Counting): FollowSearch =>
  followSearch({
    ...deps,
    journal: unheard,
    closeSearch: closeSearch({ ...deps, journal: unheard, ending }),
    deadlineMs: DEADLINE_MS,
    keptAtMostMs: KEPT_MS,
  });
