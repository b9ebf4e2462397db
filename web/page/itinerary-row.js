import { day, duration, price, time, travellers } from './formats.js';
import { listOf } from './search-state.js';

/** An element with text and children; text from suppliers only ever becomes text. */
export const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== undefined && child !== ''));
  return made;
};

const stops = ({ stops: count, layovers }) => {
  if (count === 0) return 'non-stop';
  const places = listOf(layovers)
    .map(({ airport, minutes }) => `${airport} ${duration(minutes)}`)
    .join(', ');
  return `${count} ${count === 1 ? 'stop' : 'stops'}${places ? ` (${places})` : ''}`;
};

const carriers = (slice, search) =>
  [
    ...new Set(slice.segments.map(({ marketing_carrier: code }) => search.carriers.get(code)?.name ?? code)),
  ].join(', ');

/** What is not what one takes it for: a train under a flight number, a landing on the way, another carrier's aircraft. */
const surprises = ({ segments }, search) =>
  segments.flatMap(
    ({
      mode = 'flight',
      technical_stops: landings,
      operating_carrier: operator,
      marketing_carrier: seller,
    }) => [
      ...(mode === 'flight' ? [] : [`by ${mode}`]),
      ...listOf(landings).map(({ airport: code }) => `lands in ${code} on the way`),
      ...(operator && operator !== seller
        ? [`operated by ${search.carriers.get(operator)?.name ?? operator}`]
        : []),
    ],
  );

const flights = (slice) =>
  slice.segments.map(({ marketing_carrier: code, flight_number: number }) => `${code} ${number}`).join(', ');

/** An airport's code, its name for whoever points at it or listens. */
const airport = (code, search) => {
  const known = search.airports.get(code);
  const made = element('abbr', '', String(code));
  if (known) made.title = [known.name, known.city].filter(Boolean).join(', ');
  return made;
};

const dayOffset = (days) => {
  if (!days) return undefined;
  const made = element('sup', '', days > 0 ? `+${days}` : `−${-days}`);
  made.title = `${days > 0 ? days : -days} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days > 0 ? 'later' : 'earlier'}`;
  return made;
};

const sliceLine = (slice, search) =>
  element(
    'div',
    'slice',
    element(
      'p',
      'times',
      element('span', 'day', day(slice.departing_at)),
      element('span', '', time(slice.departing_at), ' ', airport(slice.origin, search)),
      element('span', 'arrow', '→'),
      element('span', '', time(slice.arriving_at), ' ', airport(slice.destination, search)),
      dayOffset(slice.day_offset),
    ),
    element('p', 'way', [duration(slice.duration_minutes), stops(slice)].filter(Boolean).join(' · ')),
    element(
      'p',
      'carriers',
      [carriers(slice, search), flights(slice), ...new Set(surprises(slice, search))].join(' · '),
    ),
  );

/** What one should know before one buys several tickets. */
const TRANSFERS = {
  self_transfer: 'self-transfer: separate tickets',
  protected_self_transfer: 'self-transfer: separate tickets, protected by the seller',
};

export const itineraryRow = ({ itinerary, offer, offers }, search) => {
  const supplier = search.suppliers.get(offer.supplier_id)?.name ?? String(offer.supplier_id);
  const whose = travellers(search.criteria?.passengers) > 1 ? 'for all travellers' : 'total';
  return element(
    'li',
    'itinerary',
    element('div', 'slices', ...itinerary.slices.map((slice) => sliceLine(slice, search))),
    element(
      'div',
      'offer',
      element('p', 'price', price(offer.price), ' ', element('small', '', whose)),
      element('p', 'seller', supplier),
      Object.hasOwn(TRANSFERS, offer.transfer_type)
        ? element('p', 'transfer', TRANSFERS[offer.transfer_type])
        : undefined,
      offers > 1 ? element('p', 'offers', `cheapest of ${offers} offers`) : undefined,
    ),
  );
};
