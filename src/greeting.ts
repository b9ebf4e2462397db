import { isOpenToAnybody, type Config } from './config.ts';

const DAYS_AHEAD = 30;

const ANYBODY = '\n  Anybody who can reach it may request searches: set API_KEYS to say who.';

/** A date that is valid whenever this is read. */
const someDate = (): string =>
  new Date(Date.now() + DAYS_AHEAD * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);

/** What to do next, for whoever has just started the whole of it in memory. */
export const greeting = (config: Config, port: number): string => {
  const { API_KEYS, HOST, SUPPLIERS } = config;
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const body = { slices: [{ origin: 'LHR', destination: 'JFK', departure_date: someDate() }] };
  const key = API_KEYS === undefined ? '' : " -H 'Authorization: Bearer <an API key>'";
  return `
  flight-search is listening on ${url}

  Watch a search in a browser:  ${url}/
  or in a terminal:

curl -N ${url}/v1/searches${key} -H 'Accept: text/event-stream' -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'

  ${whoIsAsked(SUPPLIERS)}
  Everything is kept in memory: set REDIS_URL to share searches between processes.${isOpenToAnybody(config) ? ANYBODY : ''}

`;
};

/** Nobody takes what is invented for real. */
const whoIsAsked = (sources: Config['SUPPLIERS']): string => {
  const simulated = sources.filter(({ type }) => type === 'simulated').length;
  if (simulated === 0) return `It asks ${sources.map(({ supplier_id }) => supplier_id).join(', ')}.`;
  const which = simulated === sources.length ? 'Suppliers' : `${simulated} of ${sources.length} suppliers`;
  return `${which} are simulated: their flights and prices are invented.`;
};
