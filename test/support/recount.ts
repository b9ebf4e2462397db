import type { Filters } from '../../src/domain/flights/pages/filters.ts';
import type { Itinerary } from '../../src/domain/flights/offers/offer.ts';
import type { SearchView, SupplierOffer } from '../../src/domain/flights/view/search-view.ts';

/**
 * The figures of a page counted in the plainest way, one question at a time and everything from the beginning for each:
 * slow, and like nothing in the program, so that the two hold each other to the truth.
 */
export interface Sold {
  readonly itinerary: Itinerary;
  readonly offers: readonly SupplierOffer[];
}

const cents = ({ price }: SupplierOffer): number => Math.round(Number(price.amount) * 100);
const euros = (amount: number) => ({ amount: (amount / 100).toFixed(2), currency: 'EUR' });
const segmentsOf = ({ slices }: Itinerary) => slices.flatMap(({ segments }) => segments);
const carriersOf = (itinerary: Itinerary) =>
  segmentsOf(itinerary).map((segment) => segment.marketing_carrier);
const airportsOf = (itinerary: Itinerary) =>
  segmentsOf(itinerary).flatMap(({ origin, destination }) => [origin, destination]);
const stopsOf = ({ slices }: Itinerary) => Math.max(...slices.map(({ segments }) => segments.length - 1));
const durationOf = ({ slices }: Itinerary) => slices.reduce((sum, slice) => sum + slice.duration_minutes, 0);
const layoverOf = ({ slices }: Itinerary) =>
  Math.max(0, ...slices.flatMap(({ layovers }) => layovers.map(({ minutes }) => minutes)));
const bagsOf = ({ baggage }: SupplierOffer) => {
  const checked = baggage?.checked;
  if (checked === undefined) return 0;
  if ('quantity' in checked) return checked.quantity;
  return checked.weight_kg === 0 ? 0 : 1;
};
const isRefundable = ({ conditions }: SupplierOffer) => conditions?.refundable?.allowed === true;

const minuteOfDay = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
/** Walks through the window, minute by minute. */
const isIn = (localMinute: string | undefined, { from, to }: { from: string; to: string }) => {
  if (localMinute === undefined) return false;
  const wanted = minuteOfDay(localMinute.slice(11));
  for (let minute = minuteOfDay(from); ; minute = (minute + 1) % 1_440) {
    if (minute === wanted) return true;
    if (minute === minuteOfDay(to)) return false;
  }
};

const isWanted = (itinerary: Itinerary, filters: Filters): boolean => {
  const { max_stops, max_duration, max_layover, carriers, airports, departures, arrivals } = filters;
  if (max_stops !== undefined && stopsOf(itinerary) > max_stops) return false;
  if (max_duration !== undefined && durationOf(itinerary) > max_duration) return false;
  if (max_layover !== undefined && layoverOf(itinerary) > max_layover) return false;
  if (carriers !== undefined && !carriersOf(itinerary).some((code) => carriers.includes(code))) return false;
  if (airports !== undefined && !airportsOf(itinerary).some((code) => airports.includes(code))) return false;
  for (const [at, window] of (departures ?? []).entries()) {
    if (window !== undefined && !isIn(itinerary.slices[at]?.departing_at, window)) return false;
  }
  for (const [at, window] of (arrivals ?? []).entries()) {
    if (window !== undefined && !isIn(itinerary.slices[at]?.arriving_at, window)) return false;
  }
  return true;
};

const isToBeHad = (offer: SupplierOffer, filters: Filters, asOfMs: number): boolean => {
  if (offer.price.currency !== 'EUR') return false;
  if (offer.expires_at !== undefined && Date.parse(offer.expires_at) <= asOfMs) return false;
  if (filters.max_price !== undefined && cents(offer) > filters.max_price) return false;
  if (filters.suppliers !== undefined && !filters.suppliers.includes(offer.supplier_id)) return false;
  if (filters.min_bags !== undefined && bagsOf(offer) < filters.min_bags) return false;
  return filters.refundable === undefined || isRefundable(offer);
};

/** What is to be seen with these filters. */
export const soldIn = (view: SearchView, filters: Filters, asOfMs: number): readonly Sold[] =>
  [...view.itineraries.values()]
    .filter((itinerary) => isWanted(itinerary, filters))
    .map((itinerary) => ({
      itinerary,
      offers: [...view.offers.values()].filter(
        (offer) => offer.itinerary_id === itinerary.itinerary_id && isToBeHad(offer, filters, asOfMs),
      ),
    }))
    .filter(({ offers }) => offers.length > 0);

const lowest = (offers: readonly SupplierOffer[]) => Math.min(...offers.map(cents));

const countOf = (sold: readonly Sold[]) =>
  sold.length === 0
    ? { count: 0 }
    : { count: sold.length, min_price: euros(Math.min(...sold.map(({ offers }) => lowest(offers)))) };

const rangeOf = (numbers: readonly number[]) =>
  numbers.length === 0 ? undefined : { min: Math.min(...numbers), max: Math.max(...numbers) };

const histogramOf = (prices: readonly number[]) => {
  const sorted = prices.toSorted((one, other) => one - other);
  const from = sorted[0];
  const to = sorted.find((price) => sorted.filter((other) => other <= price).length >= 0.98 * sorted.length);
  if (from === undefined || to === undefined) return undefined;
  const counts = Array.from({ length: 20 }, (_, bin) => {
    // Times twenty, so that every edge is a whole number.
    const [begin, end] = [bin * (to - from), bin === 19 ? Infinity : (bin + 1) * (to - from)];
    const inBin = (price: number) => begin <= (price - from) * 20 && (price - from) * 20 < end;
    if (from === to) return sorted.filter((price) => (price === from ? bin === 0 : bin === 19)).length;
    return sorted.filter(inBin).length;
  });
  return { from: euros(from), to: euros(to), counts };
};

const without = (filters: Filters, name: keyof Filters): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([key]) => key !== name));

export const recountFacets = (view: SearchView, filters: Filters, asOfMs: number) => {
  const sold = (name: keyof Filters) => soldIn(view, without(filters, name), asOfMs);
  const having = (name: keyof Filters, has: (itinerary: Itinerary) => boolean) =>
    countOf(sold(name).filter(({ itinerary }) => has(itinerary)));
  const offering = (name: keyof Filters, has: (offer: SupplierOffer) => boolean) =>
    countOf(
      sold(name)
        .map(({ itinerary, offers }) => ({ itinerary, offers: offers.filter(has) }))
        .filter(({ offers }) => offers.length > 0),
    );
  const codes = (name: keyof Filters, of: (itinerary: Itinerary) => readonly string[]) =>
    [...new Set([...view.itineraries.values()].flatMap(of))].flatMap((code) => {
      const count = having(name, (itinerary) => of(itinerary).includes(code));
      return count.count === 0 ? [] : [{ code, ...count }];
    });
  const suppliers = [...view.suppliers.keys()].flatMap((supplier_id) => {
    const count = offering('suppliers', (offer) => offer.supplier_id === supplier_id);
    return count.count === 0 ? [] : [{ supplier_id, ...count }];
  });
  const hours = (view.requested?.criteria.slices ?? []).map((_, slice) =>
    Array.from({ length: 24 }, (__, hour) => {
      const departures = filters.departures?.map((window, at) => (at === slice ? undefined : window));
      const off = departures === undefined ? filters : { ...filters, departures };
      const leaves = ({ itinerary }: Sold) =>
        Number(itinerary.slices[slice]?.departing_at.slice(11, 13)) === hour;
      return countOf(soldIn(view, off, asOfMs).filter(leaves));
    }),
  );
  return {
    stops: [
      { stops: 0, ...having('max_stops', (itinerary) => stopsOf(itinerary) === 0) },
      { stops: 1, ...having('max_stops', (itinerary) => stopsOf(itinerary) === 1) },
      { stops: 2, ...having('max_stops', (itinerary) => stopsOf(itinerary) >= 2) },
    ],
    carriers: codes('carriers', carriersOf),
    airports: codes('airports', airportsOf),
    suppliers,
    bags: [1, 2].map((min_bags) => ({
      min_bags,
      ...offering('min_bags', (offer) => bagsOf(offer) >= min_bags),
    })),
    refundable: offering('refundable', isRefundable),
    departure_hours: hours,
    duration_minutes: rangeOf(sold('max_duration').map(({ itinerary }) => durationOf(itinerary))),
    layover_minutes: rangeOf(sold('max_layover').map(({ itinerary }) => layoverOf(itinerary))),
    price_histogram: histogramOf(sold('max_price').map(({ offers }) => lowest(offers))),
  };
};

export const recountStats = (view: SearchView, filters: Filters, asOfMs: number) => {
  const sold = soldIn(view, filters, asOfMs);
  const prices = sold.map(({ offers }) => lowest(offers));
  const durations = sold.map(({ itinerary }) => durationOf(itinerary));
  const kinds = sold.map(
    ({ offers }) =>
      new Set(
        offers.map(({ supplier_id, cabins, fare_brand, baggage, conditions, transfer_type }) =>
          JSON.stringify([
            supplier_id,
            cabins,
            fare_brand,
            baggage?.carry_on,
            baggage?.checked,
            conditions?.refundable?.allowed,
            transfer_type,
          ]),
        ),
      ).size,
  );
  return {
    itineraries: sold.length,
    offers: kinds.reduce((sum, count) => sum + count, 0),
    min_price: sold.length === 0 ? undefined : euros(Math.min(...prices)),
    max_price: sold.length === 0 ? undefined : euros(Math.max(...prices)),
    min_duration_minutes: rangeOf(durations)?.min,
    max_duration_minutes: rangeOf(durations)?.max,
  };
};
