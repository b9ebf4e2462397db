import { ResultAsync } from 'neverthrow';
import type { Clock } from '../domain/ports/clock.ts';
import type { ResultStream } from '../domain/ports/result-stream.ts';
import type { Refusal, SearchCommand } from '../domain/search/decide.ts';
import { appendDecision } from './append-decision.ts';
import { patiently } from './patiently.ts';
import type { Folding, SearchLog } from './search-log.ts';

/** What came of a command: `over` where others ended the search, `out_of_reach` where the store stayed away. */
export type Said = 'said' | 'over' | 'out_of_reach' | Refusal['type'];

export interface SearchWriter<View> {
  /** The log as far as this writer knows it. */
  log(): SearchLog<View>;
  /** Commands are carried out one after the other: one append in flight for a search and writer. */
  say(command: (log: SearchLog<View>) => SearchCommand): Promise<Said>;
}

export interface SearchWriterDeps<View> {
  readonly stream: ResultStream;
  readonly clock: Clock;
  readonly folding: Folding<View>;
  /** How long an absent store is waited for. */
  readonly patienceMs: number;
  /** Hears that others ended the search. */
  readonly onOver: () => void;
  /** Hears that the store stayed away. */
  readonly onOutOfReach: () => void;
}

/** One writer's pen on one search. */
export const searchWriter = <View>(
  { stream, clock, folding, patienceMs, onOver, onOutOfReach }: SearchWriterDeps<View>,
  from: SearchLog<View>,
  signal: AbortSignal,
): SearchWriter<View> => {
  let log = from;
  let turn: Promise<unknown> = Promise.resolve();

  const sayNow = async (command: (log: SearchLog<View>) => SearchCommand): Promise<Said> => {
    if (signal.aborted) return 'out_of_reach';
    const append = () =>
      new ResultAsync(
        appendDecision(stream, log, folding, command, (moved) => {
          log = moved;
        }),
      );
    const said = await patiently(append, { clock, patienceMs, signal });
    if (said.isOk()) {
      log = said.value;
      return 'said';
    }
    if (said.error.type === 'unavailable') {
      onOutOfReach();
      return 'out_of_reach';
    }
    if (said.error.type !== 'gone' && said.error.type !== 'already_completed') return said.error.type;
    onOver();
    return 'over';
  };

  return {
    log: () => log,
    say: (command) => {
      const said = turn.then(() => sayNow(command));
      turn = said;
      return said;
    },
  };
};
