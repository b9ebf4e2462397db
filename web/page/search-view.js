import { cabinName, counted, day, party } from './formats.js';
import { element, itineraryRow } from './itinerary-row.js';
import { listOf, offerCounts, pricedItineraries } from './search-state.js';

/** More rows than anyone reads at once make a page slow; the rest comes when asked for. */
const ROWS_AT_ONCE = 50;
/** Ends that say that suppliers have answered; after others, nothing found means nothing. */
const ANSWERED = ['complete', 'partial'];
const NOTHING_FOUND = 'No flights were found. Check the airport codes, or try another date.';
const LOST = 'Connection lost, connecting again …';
/** The oldest go first: a log is for looking at, not for keeping. */
const LOG_ROWS = 200;

const ENDS = {
  complete: ['good', 'Complete', 'every supplier answered.'],
  partial: ['fair', 'Partial', ''],
  failed: ['bad', 'Failed', 'no supplier answered.'],
  timed_out: ['fair', 'Timed out', 'the search was closed at its deadline.'],
  cancelled: ['fair', 'Cancelled', 'the search was stopped.'],
  search_not_found: ['bad', 'Not found', 'there is no such search.'],
  search_expired: ['bad', 'Expired', 'this search is no longer kept. Search again for current prices.'],
  search_lost: ['bad', 'Lost', 'the search vanished while it was followed.'],
};

const SUPPLIER_WORDS = {
  answering: 'answering …',
  succeeded: 'done',
  empty: 'nothing found',
  failed: 'failed',
  timed_out: 'timed out',
  skipped: 'not asked',
};

const endOf = ({ code, text }) =>
  ENDS[code] ?? ['bad', 'Interrupted', text ?? `the stream broke off (${code}).`];

/** Who kept a search from being complete, and whether that was a failure. */
const whatIsMissing = ({ suppliers }) => {
  const named = (...statuses) =>
    [...suppliers.values()].filter(({ status }) => statuses.includes(status)).map(({ name }) => name);
  const [silent, unasked] = [named('failed', 'timed_out'), named('skipped')];
  return [
    ...(silent.length > 0 ? [`${silent.join(', ')} did not answer.`] : []),
    ...(unasked.length > 0 ? [`${unasked.join(', ')} cannot be asked for this.`] : []),
  ].join(' ');
};

const at = (id) => document.getElementById(id);
/** Setting the same text again would make screen readers say it again. */
const setText = (id, text) => {
  if (at(id).textContent !== text) at(id).textContent = text;
};

/** What is drawn: for each itinerary its row, and the text of the offer that the row was made from. */
const rows = new Map();
let rowsShown = ROWS_AT_ONCE;
let last;

/** A search of which nothing is known is headed with what is the matter. */
const showTitle = ({ criteria }, end) => {
  const slices = listOf(criteria?.slices);
  const [first] = slices;
  const way = first
    ? `${first.origin} → ${first.destination}${slices.length > 1 ? ' and back' : ''}`
    : `Search${end === undefined ? '' : ` ${endOf(end)[1].toLowerCase()}`}`;
  setText('search-title', way);
  const days = slices.map((slice) => day(slice.departure_date)).join(' – ');
  const who = [party(criteria?.passengers), cabinName(criteria?.cabin)].filter(Boolean).join(', ');
  setText('search-details', [days, who].filter(Boolean).join(' · '));
  document.title = `${way} · flight-search`;
};

const showSuppliers = (search) => {
  const { suppliers, outcome } = search;
  const counts = offerCounts(search);
  const items = [...suppliers].map(([id, { name, status, offers = counts.get(id), error }]) => {
    const isStopped = outcome === 'cancelled' && status === 'skipped';
    const words = isStopped ? 'stopped' : (SUPPLIER_WORDS[status] ?? String(status));
    const found = offers > 0 ? counted(offers, 'offer', 'offers') : '';
    const how = status === 'succeeded' && found ? found : [words, found].filter(Boolean).join(', ');
    const item = element('li', '', element('span', 'name', name), element('span', 'words', how));
    item.dataset.status = String(status);
    if (error?.code) item.title = String(error.code);
    return item;
  });
  at('suppliers').replaceChildren(...items);
  at('simulated').hidden = ![...suppliers.values()].some(({ name }) => name.endsWith('(simulated)'));
};

const showRows = (search) => {
  const priced = pricedItineraries(search);
  const visible = priced.slice(0, rowsShown);
  const kept = new Set(visible.map(({ itinerary }) => itinerary.itinerary_id));
  for (const [id, { row }] of rows) {
    if (kept.has(id)) continue;
    row.remove();
    rows.delete(id);
  }
  visible.forEach((found, index) => {
    const id = found.itinerary.itinerary_id;
    const text = JSON.stringify([found, search.suppliers.get(found.offer.supplier_id)?.name]);
    const held = rows.get(id);
    const row = held?.text === text ? held.row : itineraryRow(found, search);
    if (held !== undefined && held.row !== row) held.row.replaceWith(row);
    rows.set(id, { row, text });
    const there = at('itineraries').children[index];
    if (there !== row) at('itineraries').insertBefore(row, there ?? null);
  });
  at('more').hidden = priced.length <= rowsShown;
  const order = search.outcome === undefined ? 'as they arrive' : 'cheapest first';
  setText(
    'count',
    priced.length === 0 ? '' : `${counted(priced.length, 'itinerary', 'itineraries')}, ${order}`,
  );
  setText('nothing', priced.length === 0 && ANSWERED.includes(search.outcome) ? NOTHING_FOUND : '');
};

/** An end that nobody overlooks, be it of the search or of following it. */
const showEnd = (end, search) => {
  const [mood, title, words] = endOf(end);
  const { durationMs } = search;
  const took = durationMs > 0 ? ` It took ${(durationMs / 1_000).toFixed(1)} s.` : '';
  at('end').dataset.mood = mood;
  at('end').replaceChildren(element('strong', '', title), `: ${words || whatIsMissing(search)}${took}`);
};

const statusOf = ({ suppliers, progress: { answered, total } }) => {
  if (total > 0) return `${answered} of ${total} suppliers have answered`;
  return suppliers.size > 0 ? 'Suppliers are being asked' : 'Waiting for a provider';
};

/** Draws the search as it is; `trouble` is what keeps the page from following it further. */
export const showSearch = (search, trouble) => {
  last = search;
  const end = search.outcome === undefined ? trouble : { code: search.outcome };
  showTitle(search, end);
  showSuppliers(search);
  showRows(search);
  at('progress').value = Number(search.progress.percent) || 0;
  at('progress').hidden = end !== undefined;
  at('stop').hidden = search.criteria === undefined || end !== undefined;
  at('end').hidden = end === undefined;
  if (end !== undefined) {
    showEnd(end, search);
    showStopFault('');
  }
  setText('status', end === undefined ? statusOf(search) : '');
};

export const showStopFault = (text) => setText('stop-fault', text);

/** Only a connection that is lost is worth a word; one that is back can stop a search too. */
export const showConnection = (state) => {
  setText('connection', state === 'lost' ? LOST : '');
  if (state === 'open') showStopFault('');
};

export const logEvent = ({ type, lastEventId, data }) => {
  at('log-details').hidden = false;
  const bytes = new TextEncoder().encode(data).length;
  const cells = [lastEventId, type, String(bytes)].map((text) => element('td', '', text));
  at('log').append(element('tr', '', ...cells));
  if (at('log').children.length > LOG_ROWS) at('log').firstElementChild.remove();
};

/** Makes room for another search. */
export const showNothing = () => {
  rowsShown = ROWS_AT_ONCE;
  rows.clear();
  for (const id of ['itineraries', 'log', 'suppliers', 'end']) at(id).replaceChildren();
  const texts = ['search-title', 'search-details', 'stop-fault', 'status', 'connection', 'nothing', 'count'];
  for (const id of texts) setText(id, '');
  at('progress').value = 0;
  for (const id of ['end', 'stop', 'more', 'simulated', 'log-details']) at(id).hidden = true;
  at('progress').hidden = false;
  at('search').hidden = false;
};

at('more').addEventListener('click', () => {
  rowsShown += ROWS_AT_ONCE;
  if (last !== undefined) showRows(last);
});
