import { COMMAND_TIMEOUT_MS, SOCKET_TIMEOUT_MS } from './link-options.ts';

const DOWN = 'the link is down';

/** What the client and Redis say in words of their own, for whoever runs the product; "it" is the Redis, or the Sentinel. */
const PLAIN: readonly (readonly [said: RegExp, reason: string])[] = [
  [/^Stream isn't writeable and enableOfflineQueue/, DOWN],
  [/^Connection is closed\.?$/, DOWN],
  [/^Command timed out$/, `no answer within ${COMMAND_TIMEOUT_MS / 1_000} s`],
  [/^Socket timeout\./, `nothing was heard for ${SOCKET_TIMEOUT_MS / 1_000} s`],
  [/^READONLY\b/, 'it refuses to write, since it is no primary'],
  [/^NOREPLICAS\b/, 'it refuses to write, since it has too few replicas'],
  [/^OOM\b/, 'it refuses to write, since its memory is full'],
  [/^MISCONF\b/, 'it refuses to write, since it cannot save what it holds'],
  [/^LOADING\b/, 'it is still loading what it holds'],
  [/^MASTERDOWN\b/, 'it is a replica that has lost its primary'],
  [/^BUSY\b/, 'it is busy with a script'],
];

/** Where in a script it failed; of no use to anybody who reads a log. */
const IN_SCRIPT = / script: [0-9a-f]{40}, on @user_script:\d+\.$/;

/** Why Redis cannot be used, the same words whoever finds it out; what is not known here stays as it is. */
export const plainReason = (error: unknown): string => {
  const words = error instanceof Error ? error.message : String(error);
  return PLAIN.find(([said]) => said.test(words))?.[1] ?? words.replace(IN_SCRIPT, '');
};
