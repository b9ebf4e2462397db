import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';

/** Ports of one address are too few for everybody; all of 127.0.0.0/8 is this machine. */
const CLIENTS_OF_ONE_ADDRESS = 2_000;
/** More at once would only wait in the queue of the listener, which is not endless. */
const AT_ONCE = 200;

/** One of very many clients: a connection of its own, and a response that is read only if somebody does. */
export interface Member {
  readonly request: ClientRequest;
  readonly response: IncomingMessage;
}

const join = async (url: string, nth: number): Promise<Member> => {
  const joining = request(url, {
    agent: false,
    localAddress: `127.0.0.${2 + Math.floor(nth / CLIENTS_OF_ONE_ADDRESS)}`,
    headers: { Accept: 'text/event-stream' },
  });
  joining.end();
  const [response]: IncomingMessage[] = await once(joining, 'response');
  if (response === undefined) throw new Error('no response');
  // They are cut, or hang up, when the test says so.
  joining.on('error', () => undefined);
  response.on('error', () => undefined);
  return { request: joining, response };
};

/** So many clients that have been answered, at least with a head. */
export const gather = async (url: string, count: number): Promise<readonly Member[]> => {
  const members: Member[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, at) => join(url, from + at));
    members.push(...(await Promise.all(some)));
  }
  return members;
};

export const hangUp = (members: readonly Member[]): void => {
  for (const { request: joined } of members) joined.destroy();
};

/** All that a response has to say, to its end. */
export const readAll = async ({ response }: Member): Promise<string> => {
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
};
