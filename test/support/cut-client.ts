import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createParser } from 'eventsource-parser';

/** `over`: there is nothing more to come. `cut`: by the client itself, after so many bytes. */
export type Connected = 'over' | 'ended' | 'cut';

/** Comes back as often as it is told to, and shows what a client shows that drops everything at a `reset`. */
export class CutClient {
  /** Every entry it holds, as `<position> <status> <payload>`. */
  view: string[] = [];
  /** Of the last event that its parser has given out; what is half there does not count. */
  lastId: string;
  resets = 0;
  readonly #url: string;

  constructor(url: string, lastId = '') {
    this.#url = url;
    this.lastId = lastId;
  }

  /** One connection, of whose body it gets so many bytes at most. */
  async connect(cutAfterBytes = Infinity): Promise<Connected> {
    const headers = { Accept: 'text/event-stream', 'Last-Event-ID': this.lastId };
    const request = get(this.#url, { agent: false, headers });
    const [response]: IncomingMessage[] = await once(request, 'response');
    if (response === undefined) throw new Error('no response');
    if (response.statusCode === 204) {
      response.resume();
      return 'over';
    }
    if (response.statusCode !== 200) throw new Error(`answered with ${response.statusCode}`);
    const isWhole = await this.#read(response, cutAfterBytes);
    if (!isWhole) request.destroy();
    return isWhole ? 'ended' : 'cut';
  }

  /** How long a whole response to a client that stands there is. */
  static async lengthOf(url: string, lastId = ''): Promise<number> {
    const response = await fetch(url, { headers: { 'Last-Event-ID': lastId } });
    return (await response.arrayBuffer()).byteLength;
  }

  async #read(response: IncomingMessage, cutAfterBytes: number): Promise<boolean> {
    const decoder = new TextDecoder();
    const parser = createParser({
      onEvent: ({ id, event, data }) => {
        if (id !== undefined) this.lastId = id;
        if (event === 'reset') {
          this.view = [];
          this.resets += 1;
        } else this.view.push(`${id} ${event} ${data}`);
      },
    });
    let left = cutAfterBytes;
    if (left === 0) return false;
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) throw new Error('not bytes');
      parser.feed(decoder.decode(chunk.subarray(0, left), { stream: true }));
      left -= chunk.length;
      if (left <= 0) return false;
    }
    return true;
  }
}
