import type { Config } from './config.ts';

const DAYS_AHEAD = 30;

const LOOPBACK = /^(127\.|::1$|localhost$)/;
const ANYBODY = '\n  Anybody who can reach it may request searches: set API_KEYS to say who.';

/** A date that is valid whenever this is read. */
const someDate = (): string =>
  new Date(Date.now() + DAYS_AHEAD * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);

/** What to do next, for whoever has just started a gateway. */
export const greeting = ({ API_KEYS, HOST, REDIS_URL, ROLE, SUPPLIERS }: Config, port: number): string => {
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const body = { slices: [{ origin: 'LHR', destination: 'JFK', departure_date: someDate() }] };
  const suppliers =
    ROLE === 'all'
      ? whoIsAsked(SUPPLIERS)
      : 'Searches are worked on by providers: start at least one, with ROLE=provider and the same REDIS_URL.';
  const isOpen = API_KEYS === undefined && !LOOPBACK.test(HOST);
  const key = API_KEYS === undefined ? '' : " -H 'Authorization: Bearer <an API key>'";
  const store =
    REDIS_URL === undefined
      ? 'Everything is kept in memory: set REDIS_URL to share searches between processes.'
      : 'Searches are kept in Redis.';
  return `
  flight-search is listening on ${url}

  Watch a search in a browser:  ${url}/
  or in a terminal:

curl -N ${url}/v1/searches${key} -H 'Accept: text/event-stream' -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'

  ${suppliers}
  ${store}${isOpen ? ANYBODY : ''}

`;
};

/** Nobody takes what is invented for real. */
const whoIsAsked = (sources: Config['SUPPLIERS']): string => {
  const simulated = sources.filter(({ type }) => type === 'simulated').length;
  if (simulated === 0) return `It asks ${sources.map(({ supplier_id }) => supplier_id).join(', ')}.`;
  const which = simulated === sources.length ? 'Suppliers' : `${simulated} of ${sources.length} suppliers`;
  return `${which} are simulated: their flights and prices are invented.`;
};
