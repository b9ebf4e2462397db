import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  /** Of a stream no more than its beginning. */
  readonly text: string;
}

/** Longer than any answer takes, and shorter than a test may. */
const HANGS_AFTER_MS = 10_000;

/** Sends what a browser would not, over few connections, and takes what comes. */
export class HttpClient implements Disposable {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  send({ method, path, headers, body }: HttpRequest): Promise<HttpAnswer> {
    // Node says no length with methods that have no body as a rule.
    const framed = body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port: this.#port, agent: this.#agent, method, path, headers: framed },
        (response) => {
          const { statusCode: status = 0, rawHeaders } = response;
          const chunks: string[] = [];
          const done = () =>
            resolve({ status, headers: response.headers, rawHeaders, text: chunks.join('') });
          const isStream = response.headers['content-type'] === 'text/event-stream';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            chunks.push(chunk);
            if (!isStream || !chunk.endsWith('\n\n')) return;
            done();
            asked.destroy();
          });
          response.once('end', done);
        },
      );
      asked.setTimeout(HANGS_AFTER_MS, () => asked.destroy(new Error('it hangs')));
      // A stream that is left is an error to whoever left it; it has been taken by then.
      asked.on('error', reject);
      asked.end(body);
    });
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}
