import type { Redis } from 'ioredis';
import { err, ok, type Result } from 'neverthrow';
import { attempt, isErrorReply } from './attempt.ts';
import { BELLS, type Role, TRIES } from './rights.ts';

/** Named in the sentence; the others are likely to be missing for the same reason. */
const MAX_NAMED = 3;

interface Link {
  readonly commands: Redis;
  readonly subscriber: Redis;
}

const isRefusal = (error: unknown): boolean => isErrorReply(error) && error.message.startsWith('NOPERM');

const refusedCommands = async (redis: Redis, role: Role): Promise<readonly string[]> => {
  const pipeline = redis.pipeline();
  for (const [name, ...args] of TRIES[role]) pipeline.call(name, ...args);
  const replies = await attempt(redis, () => pipeline.exec());
  // A link that is cut just now says nothing about rights.
  const answered = replies.unwrapOr(null) ?? [];
  return TRIES[role].filter((_try, at) => isRefusal(answered[at]?.[0])).map((command) => command.join(' '));
};

const refusedBells = async (redis: Redis, role: Role): Promise<readonly string[]> => {
  const refused: string[] = [];
  for (const channel of BELLS[role]) {
    try {
      await redis.subscribe(channel);
      await redis.unsubscribe(channel);
    } catch (error) {
      if (isRefusal(error)) refused.push(`SUBSCRIBE ${channel}`);
    }
  }
  return refused;
};

/** At start: a user that may do what its role needs, or a sentence that says what it may not. Changes nothing. */
export const requireRights = async (
  { commands, subscriber }: Link,
  role: Role,
): Promise<Result<void, string>> => {
  const refused = [...(await refusedCommands(commands, role)), ...(await refusedBells(subscriber, role))];
  if (refused.length === 0) return ok(undefined);
  const named = refused.slice(0, MAX_NAMED).join(', ');
  const others = refused.length > MAX_NAMED ? ` and ${refused.length - MAX_NAMED} more` : '';
  const user = commands.options.username ?? 'default';
  return err(`the user ${user} may not do what ROLE=${role} needs (${named}${others}): see deploy/redis`);
};
