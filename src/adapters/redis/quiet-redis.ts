import { type Command, Redis } from 'ioredis';

type Stream = Parameters<Redis['sendCommand']>[1];

const REFUSED = /^NOPERM\b/;
const SAYS_NOTHING = '';

/** What the client asks when it is connected, to wait for a Redis that is still loading. */
const isReadyCheck = ({ name, args }: Command): boolean => name === 'info' && args.length === 0;

/**
 * A client that prints nothing where its user may not ask Redis what it is: it is told nothing, and goes on. Who may not do
 * that is told so at start, with whatever else is missing.
 */
export class QuietRedis extends Redis {
  override sendCommand(command: Command, stream?: Stream): unknown {
    if (isReadyCheck(command)) {
      const { reject } = command;
      command.reject = (error) =>
        REFUSED.test(error.message) ? command.resolve(SAYS_NOTHING) : reject(error);
    }
    return super.sendCommand(command, stream);
  }
}
