import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { deferred } from './deferred.ts';

/** What a supplier behind a URL was sent. */
export interface OffersAsked {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Answering = (response: ServerResponse, asked: OffersAsked) => void;

/** A supplier behind a URL, in the hands of the test. */
export class OffersServer implements AsyncDisposable {
  readonly asked: OffersAsked[] = [];
  readonly #server: Server;
  readonly #closed = deferred();
  readonly #answered = deferred();

  private constructor(answer: Answering) {
    this.#server = createServer((request, response) => {
      request.socket.once('close', () => this.#closed.resolve());
      let body = '';
      request
        .setEncoding('utf8')
        .on('data', (text: string) => (body += text))
        .on('end', () => {
          const asked = { method: request.method, path: request.url, headers: request.headers, body };
          this.asked.push(asked);
          answer(response, asked);
          this.#answered.resolve();
        });
    });
  }

  static async start(answer: Answering): Promise<OffersServer> {
    const server = new OffersServer(answer);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    const address = this.#server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return `http://127.0.0.1:${port}/offers`;
  }

  /** Resolves once somebody has asked, and the answer has begun. */
  get answered(): Promise<void> {
    return this.#answered.promise;
  }

  /** Resolves once whoever asked has closed a connection. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

export const NDJSON = { 'Content-Type': 'application/x-ndjson' };

/** Each value as one line. */
export const linesOf = (...values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** Answers these bytes, and is done. */
export const answers =
  (body: string | Uint8Array, headers: Readonly<Record<string, string>> = NDJSON, status = 200): Answering =>
  (response) =>
    response.writeHead(status, headers).end(body);
