import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What was asked of the server. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export type Play = (response: ServerResponse, request: IncomingMessage) => void;

/** Plays one answer after another, in the order in which it is asked. Whoever asks more often than that is told 500. */
export class DuffelServer implements AsyncDisposable {
  readonly asked: Asked[] = [];
  /** Of those who asked, how many have closed the connection before their answer was complete. */
  left = 0;
  readonly #server: Server;
  readonly #plays: Play[];

  private constructor(plays: readonly Play[]) {
    this.#plays = [...plays];
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(...plays: readonly Play[]): Promise<DuffelServer> {
    const server = new DuffelServer(plays);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('it does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url = '', headers } = request;
    this.asked.push({ method, url, headers, body: body === '' ? undefined : JSON.parse(body) });
    response.on('close', () => {
      if (!response.writableFinished) this.left += 1;
    });
    const play = this.#plays.shift() ?? fails(500, 'api_error');
    play(response, request);
  }
}

type Sent = Readonly<Record<string, string>>;

/** Any status, any text. */
export const says =
  (status: number, text: string, headers: Sent = {}): Play =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  };

const progress = (total: number, remaining: number) => ({
  id: 'orq_1',
  live_mode: false,
  client_key: 'a.key',
  created_at: '2030-01-01T00:00:00.000Z',
  total_batches: total,
  remaining_batches: remaining,
});

export const creates = (total: number, headers: Sent = {}): Play =>
  says(201, JSON.stringify({ data: progress(total, total) }), headers);

export interface Polled {
  readonly of: number;
  readonly remaining: number;
  readonly offers: readonly unknown[];
  readonly headers?: Sent;
}

export const pollText = ({ of, remaining, offers }: Polled): string =>
  JSON.stringify({ data: { ...progress(of, remaining), offers } });

export const gives = (polled: Polled): Play => says(200, pollText(polled), polled.headers);

/** An error in Duffel's own words. */
export const fails = (status: number, type: string, headers: Sent = {}): Play =>
  says(
    status,
    JSON.stringify({
      errors: [
        {
          type,
          code: 'some_code',
          title: 'It did not work',
          message: 'It did not work at all.',
          documentation_url: 'https://duffel.com/docs/api/overview/errors',
        },
      ],
      meta: { status, request_id: 'FZW0H3HdJwKk5HMAAKxB' },
    }),
    headers,
  );
