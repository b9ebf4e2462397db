import { randomBytes } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { marksOf } from './error-marks.ts';
import { type ProblemCode, PROBLEMS, problemText } from './problem.ts';

/** More than any browser or proxy sends. */
export const MAX_HEADERS = 100;

/** Why a request is not given to the application, though it is HTTP; undefined where it is. */
const refusalOf = ({ headers, httpVersion, rawHeaders }: IncomingMessage): ProblemCode | undefined => {
  // Names and values take turns.
  if (rawHeaders.length > MAX_HEADERS * 2) return 'headers_too_large';
  return headers.host === undefined && httpVersion === '1.1' ? 'malformed_request' : undefined;
};

/** What Node itself refuses. */
const codeOf = (error: Error): ProblemCode => {
  switch (marksOf(error).code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 'request_timeout';
    case 'HPE_HEADER_OVERFLOW':
      return 'headers_too_large';
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 'body_too_large';
    default:
      return 'malformed_request';
  }
};

const answerOf = (code: ProblemCode) => {
  const text = problemText(code, randomBytes(16).toString('hex'));
  const headers = {
    'Content-Type': 'application/problem+json',
    'Content-Length': String(Buffer.byteLength(text)),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  };
  return { status: PROBLEMS[code][0], headers, text };
};

/** Answers a request that the application is not to see; true where that was done. */
export const refuseRequest = (request: IncomingMessage, response: ServerResponse): boolean => {
  const code = refusalOf(request);
  if (code === undefined) return false;
  const { status, headers, text } = answerOf(code);
  response.writeHead(status, headers).end(text);
  return true;
};

/**
 * Answers what cannot be read as HTTP, or came too slowly, with a problem like any other, where Node would say nothing but
 * a status; a connection on which an answer is under way is cut.
 */
export const refuseUnreadable = (server: Server): void => {
  // Nothing listens for the end of a response: many listen to it already.
  const answering = new WeakMap<Duplex, readonly ServerResponse[]>();
  const openOn = (socket: Duplex): readonly ServerResponse[] =>
    (answering.get(socket) ?? []).filter(({ closed }) => !closed);
  server.on('request', ({ socket }, response) => answering.set(socket, [...openOn(socket), response]));
  server.on('clientError', (error, socket) => {
    const isAnswering = openOn(socket).some(({ headersSent }) => headersSent);
    if (!socket.writable || isAnswering) {
      socket.destroy();
      return;
    }
    const { status, headers, text } = answerOf(codeOf(error));
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    // Whoever is refused is not waited for.
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`, () =>
      socket.destroy(),
    );
  });
};
