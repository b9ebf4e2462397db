import type { Redis } from 'ioredis';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import { searchCreated } from '../../src/adapters/wire/search-created.ts';
import { type SearchId } from '../../src/domain/search/search-id.ts';
import { SseClient, type SseEvent } from './sse-client.ts';
import { Viewer } from './viewer.ts';

const DAYS_AHEAD = 30;

/** The smallest body of a request that is valid whenever the tests run. */
const criteria = () => {
  const date = new Date(Date.now() + DAYS_AHEAD * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
  return { slices: [{ origin: 'AMS', destination: 'LHR', departure_date: date }] };
};

export const postSearch = (url: string): Promise<Response> =>
  fetch(`${url}/v1/searches`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(criteria()),
  });

export const requestSearch = async (url: string): Promise<SearchId> => {
  const response = await postSearch(url);
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return searchCreated.parse(await response.json()).search_id;
};

/** Views a search at a gateway from its beginning, or from where another viewer has got to. */
export const viewSearch = async (url: string, id: SearchId, last?: SseEvent): Promise<Viewer> => {
  const headers: Record<string, string> = last?.id === undefined ? {} : { 'Last-Event-ID': last.id };
  return new Viewer(await SseClient.open(`${url}/v1/searches/${id}/events`, { headers }));
};

/** What was delivered, to be compared with what is stored. */
export const entriesOf = (events: readonly SseEvent[]): readonly string[] =>
  events.map(({ id, event, data }) => `${id} ${event} ${data}`);

/** All that a search holds in Redis. */
export const storedEntries = async (redis: Redis, id: SearchId): Promise<readonly string[]> =>
  (await redis.xrange(streamKey(id), '-', '+')).map(([position, fields]) => {
    const [, status, , payload] = fields;
    return `${position} ${status} ${payload}`;
  });
