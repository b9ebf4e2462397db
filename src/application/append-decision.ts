import { err, ok, type Result } from 'neverthrow';
import type { Gone, ResultStream, Unavailable } from '../domain/ports/result-stream.ts';
import { decide, type Refusal, type SearchCommand } from '../domain/search/decide.ts';
import { type Folding, readOn, type SearchLog, withAppended } from './search-log.ts';

/** Writers of one search are few, and a race between them is over after a round or two, unless somebody floods it. */
const MAX_CONFLICTS = 10;

/**
 * Decides on the log as the writer knows it and appends what was decided; where the log had moved on, reads on and
 * decides again, `MAX_CONFLICTS` times at most and as long as it can be read to its end, and then has a lone `completed`
 * appended wherever the log ends. Answers the log as it is then. May be repeated when the store was unavailable, from the
 * last log that `onMoved` was told: who decides on an older one again may say a second time what has been stored.
 */
export const appendDecision = async <View>(
  stream: ResultStream,
  from: SearchLog<View>,
  folding: Folding<View>,
  command: (log: SearchLog<View>) => SearchCommand,
  onMoved: (log: SearchLog<View>) => void = () => undefined,
): Promise<Result<SearchLog<View>, Refusal | Gone | Unavailable>> => {
  let log = from;
  for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
    const decision = decide(command(log), log.session);
    if (decision.isErr()) return err(decision.error);
    const appended = await stream.append(log.id, log.tail, decision.value);
    if (appended.isOk()) return ok(withAppended(log, decision.value, appended.value, folding));
    if (appended.error.type !== 'conflict') return err(appended.error);
    const moved = await readOn(stream, log, folding);
    if (moved.isErr()) return err(moved.error);
    log = moved.value;
    onMoved(log);
    if (!log.isWhole) break;
  }
  return endRegardless(stream, log, folding, command);
};

/** Others kept appending. Only an end is worth appending wherever the log ends: nothing that lies before it changes it. */
const endRegardless = async <View>(
  stream: ResultStream,
  log: SearchLog<View>,
  folding: Folding<View>,
  command: (log: SearchLog<View>) => SearchCommand,
): Promise<Result<SearchLog<View>, Refusal | Gone | Unavailable>> => {
  const decision = decide(command(log), log.session);
  if (decision.isErr()) return err(decision.error);
  const [completed, ...others] = decision.value;
  if (completed?.status !== 'completed' || others.length > 0)
    return err({ type: 'unavailable', reason: 'others kept appending' });
  const ended = await stream.end(log.id, log.tail, completed);
  if (ended.isOk()) return ok(withAppended(log, decision.value, ended.value, folding));
  // Whoever made it a conflict has completed the search.
  return err(ended.error.type === 'conflict' ? { type: 'already_completed' } : ended.error);
};
