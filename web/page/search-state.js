/** What the page knows of a search, folded from its messages. Anyone may have written them, so shapes are checked. */
export const emptySearch = () => ({
  criteria: undefined,
  suppliers: new Map(),
  offers: new Map(),
  removed: new Set(),
  itineraries: new Map(),
  airports: new Map(),
  carriers: new Map(),
  progress: { percent: 0, answered: 0, total: 0 },
  outcome: undefined,
  durationMs: undefined,
});

const isObject = (value) => typeof value === 'object' && value !== null;
/** The objects of a list, or none. */
export const listOf = (value) => (Array.isArray(value) ? value.filter(isObject) : []);
const entriesOf = (value) => Object.entries(isObject(value) ? value : {});

const hasSegments = (slice) => Array.isArray(slice?.segments) && slice.segments.every(isObject);

const isItinerary = ({ itinerary_id: id, slices }) =>
  typeof id === 'string' && Array.isArray(slices) && slices.every(hasSegments);

const isOffer = ({ offer_id: id, itinerary_id: itinerary, price }) =>
  typeof id === 'string' && typeof itinerary === 'string' && Number.isFinite(Number(price?.amount));

const begin = (search, { suppliers }) => {
  for (const { supplier_id: id, name } of listOf(suppliers)) {
    search.suppliers.set(id, { name: String(name ?? id), status: 'answering' });
  }
};

/** A supplier ends once: what is repeated behind its end does not reopen it. */
const addSupplier = (search, { supplier_id: id, supplier_status: status, error }) => {
  const supplier = search.suppliers.get(id) ?? { name: String(id), status: 'answering' };
  search.suppliers.set(id, supplier.status === 'answering' ? { ...supplier, status, error } : supplier);
};

/** An upsert: of two offers with one id the higher revision stands, and one that was removed never comes back. */
const addOffers = (search, { supplier_id: supplierId, offers, removed }) => {
  const keyOf = (offerId) => JSON.stringify([supplierId, offerId]);
  for (const offerId of Array.isArray(removed) ? removed : []) {
    search.removed.add(keyOf(offerId));
    search.offers.delete(keyOf(offerId));
  }
  for (const offer of listOf(offers).filter(isOffer)) {
    const key = keyOf(offer.offer_id);
    const held = search.offers.get(key);
    if (search.removed.has(key) || (held !== undefined && held.revision >= offer.revision)) continue;
    search.offers.set(key, { ...offer, supplier_id: supplierId });
  }
};

const addResult = (search, result) => {
  addSupplier(search, result);
  for (const itinerary of listOf(result.itineraries).filter(isItinerary)) {
    search.itineraries.set(itinerary.itinerary_id, itinerary);
  }
  addOffers(search, result);
  for (const [code, airport] of entriesOf(result.dictionaries?.airports)) search.airports.set(code, airport);
  for (const [code, carrier] of entriesOf(result.dictionaries?.carriers)) search.carriers.set(code, carrier);
  search.progress = { ...search.progress, ...result.progress };
};

const complete = (search, { outcome, suppliers, duration_ms: durationMs }) => {
  search.outcome = typeof outcome === 'string' ? outcome : 'failed';
  search.durationMs = durationMs;
  search.progress = { ...search.progress, percent: 100 };
  for (const { supplier_id: id, ...summary } of listOf(suppliers)) {
    search.suppliers.set(id, { name: String(id), ...search.suppliers.get(id), ...summary });
  }
};

export const foldMessage = (search, status, payload) => {
  if (status === 'requested') search.criteria = payload.criteria;
  if (status === 'processing') begin(search, payload);
  if (status === 'result') addResult(search, payload);
  if (status === 'completed') complete(search, payload);
  return search;
};

/** How many offers stand of each supplier, by its id. */
export const offerCounts = (search) => {
  const counts = new Map();
  for (const { supplier_id: id } of search.offers.values()) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

/** Itineraries with what they cost; in the order in which they arrived, and by price once the search has ended. */
export const pricedItineraries = (search) => {
  const cheapest = new Map();
  for (const offer of search.offers.values()) {
    const held = cheapest.get(offer.itinerary_id);
    const cheaper = held === undefined || Number(offer.price.amount) < Number(held.offer.price.amount);
    cheapest.set(offer.itinerary_id, {
      offer: cheaper ? offer : held.offer,
      offers: (held?.offers ?? 0) + 1,
    });
  }
  const priced = [...search.itineraries.values()]
    .filter(({ itinerary_id: id }) => cheapest.has(id))
    .map((itinerary) => ({ itinerary, ...cheapest.get(itinerary.itinerary_id) }));
  if (search.outcome === undefined) return priced;
  return priced.toSorted((a, b) => Number(a.offer.price.amount) - Number(b.offer.price.amount));
};
