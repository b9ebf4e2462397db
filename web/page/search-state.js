/** What the page knows of a search, folded from its messages. Anyone may have written them, so shapes are checked. */
export const emptySearch = () => ({
  criteria: undefined,
  suppliers: new Map(),
  offers: new Map(),
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

/** An upsert: of two offers with one id the higher revision stands. */
const addResult = (search, result) => {
  const supplierId = result.supplier_id;
  const keyOf = (offerId) => JSON.stringify([supplierId, offerId]);
  const supplier = search.suppliers.get(supplierId) ?? { name: String(supplierId) };
  search.suppliers.set(supplierId, { ...supplier, status: result.supplier_status, error: result.error });
  for (const itinerary of listOf(result.itineraries).filter(isItinerary)) {
    search.itineraries.set(itinerary.itinerary_id, itinerary);
  }
  for (const offer of listOf(result.offers).filter(isOffer)) {
    const held = search.offers.get(keyOf(offer.offer_id));
    if (held === undefined || held.revision < offer.revision) {
      search.offers.set(keyOf(offer.offer_id), { ...offer, supplier_id: supplierId });
    }
  }
  for (const offerId of Array.isArray(result.removed) ? result.removed : []) {
    search.offers.delete(keyOf(offerId));
  }
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
