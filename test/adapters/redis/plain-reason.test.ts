import { describe, expect, it, test } from '@jest/globals';
import { toUnavailable } from '../../../src/adapters/redis/attempt.ts';
import { linkTrouble } from '../../../src/adapters/redis/link-trouble.ts';
import { plainReason } from '../../../src/adapters/redis/plain-reason.ts';

const IN_SCRIPT = ` script: ${'0a'.repeat(20)}, on @user_script:11.`;

const replyError = (message: string): Error => Object.assign(new Error(message), { name: 'ReplyError' });

const SAID: readonly (readonly [said: Error, reason: string])[] = [
  [new Error("Stream isn't writeable and enableOfflineQueue options is false"), 'the link is down'],
  [new Error('Connection is closed.'), 'the link is down'],
  [new Error('Command timed out'), 'no answer within 1.5 s'],
  [
    new Error("Socket timeout. Expecting data, but didn't receive any in 4000ms."),
    'nothing was heard for 4 s',
  ],
  [
    replyError(`READONLY You can't write against a read only replica.${IN_SCRIPT}`),
    'it refuses to write, since it is no primary',
  ],
  [
    replyError(`NOREPLICAS Not enough good replicas to write.${IN_SCRIPT}`),
    'it refuses to write, since it has too few replicas',
  ],
  [
    replyError("OOM command not allowed when used memory > 'maxmemory'."),
    'it refuses to write, since its memory is full',
  ],
  [
    replyError('MISCONF Redis is configured to save RDB snapshots, but is currently unable to persist.'),
    'it refuses to write, since it cannot save what it holds',
  ],
  [replyError('LOADING Redis is loading the dataset in memory'), 'it is still loading what it holds'],
  [
    replyError("MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'."),
    'it is a replica that has lost its primary',
  ],
  [replyError('BUSY Redis is busy running a script.'), 'it is busy with a script'],
  [
    replyError(`NOPERM this user has no permissions to run the 'xadd' command${IN_SCRIPT}`),
    "NOPERM this user has no permissions to run the 'xadd' command",
  ],
  [new Error('connect ECONNREFUSED 127.0.0.1:6379'), 'connect ECONNREFUSED 127.0.0.1:6379'],
];

describe('the reason why Redis cannot be used', () => {
  test.each(SAID)('is for "%s" the same whoever finds it out: %s', (said, reason) => {
    expect([plainReason(said), toUnavailable(said).reason, linkTrouble(said)]).toEqual([
      reason,
      reason,
      reason,
    ]);
  });

  it('is said of what is no error as well', () => {
    expect(plainReason('gone')).toBe('gone');
  });
});
