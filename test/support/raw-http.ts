import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { problem } from '../../src/adapters/wire/problem.ts';

/** What a server said on a connection before it closed it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

export const rawAnswer = (text: string): RawAnswer => {
  const [headers = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(headers)?.[1]), headers, body: rest.join('\r\n\r\n') };
};

/** A connection on which anything may be written, HTTP or not. */
export const openSocket = async (port: number): Promise<Socket> => {
  const socket = connect({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
};

/** Everything that comes until the server closes the connection. */
export const readToClose = async (socket: Socket): Promise<string> => {
  const chunks: string[] = [];
  socket.setEncoding('latin1').on('data', (chunk: string) => void chunks.push(chunk));
  socket.resume();
  await once(socket, 'close');
  return chunks.join('');
};

/** Writes this on a connection of its own, and reads until the server closes it. */
export const exchange = async (port: number, text: string | Buffer): Promise<RawAnswer> => {
  const socket = await openSocket(port);
  socket.write(text);
  return rawAnswer(await readToClose(socket));
};

/** The code of the problem that an answer is. */
export const problemCode = ({ headers, body }: RawAnswer): string => {
  if (!headers.includes('application/problem+json')) throw new Error(`no problem: ${headers}`);
  return problem.parse(JSON.parse(body)).code;
};
