/** Offers as Duffel tells them, built from what a test is about; everything else is believable. */

const AIRPORTS: Readonly<Record<string, string>> = {
  LHR: 'Heathrow',
  JFK: 'John F. Kennedy',
  KEF: 'Keflavík',
};
const CARRIERS: Readonly<Record<string, string>> = { BA: 'British Airways', AA: 'American Airlines' };

const placeOf = (code: string) => ({
  id: `arp_${code.toLowerCase()}`,
  type: 'airport',
  iata_code: code,
  name: AIRPORTS[code] ?? code,
  time_zone: 'Etc/UTC',
});

export const duffelCarrier = (code: string) => ({
  id: `arl_${code}`,
  iata_code: code,
  name: CARRIERS[code] ?? code,
});

export const duffelSegment = (changes: Readonly<Record<string, unknown>> = {}) => ({
  id: 'seg_1',
  origin: placeOf('LHR'),
  destination: placeOf('JFK'),
  departing_at: '2030-03-01T10:05:00',
  arriving_at: '2030-03-01T13:10:00',
  duration: 'PT8H05M',
  distance: '5540.1',
  marketing_carrier: duffelCarrier('BA'),
  marketing_carrier_flight_number: '0117',
  operating_carrier: duffelCarrier('AA'),
  operating_carrier_flight_number: '6134',
  aircraft: { id: 'arc_1', name: 'Boeing 777-300', iata_code: '773' },
  origin_terminal: '5',
  destination_terminal: null,
  stops: [],
  passengers: [duffelTraveller('pas_1')],
  ...changes,
});

export const duffelTraveller = (id: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  passenger_id: id,
  cabin_class: 'economy',
  cabin_class_marketing_name: 'World Traveller',
  fare_basis_code: 'OLN0S8C1',
  baggages: [
    { type: 'carry_on', quantity: 1 },
    { type: 'checked', quantity: 2 },
  ],
  ...changes,
});

export const duffelOffer = (changes: Readonly<Record<string, unknown>> = {}) => ({
  id: 'off_1',
  live_mode: false,
  owner: duffelCarrier('BA'),
  total_amount: '412.50',
  total_currency: 'EUR',
  base_amount: '300.00',
  base_currency: 'EUR',
  tax_amount: '112.50',
  tax_currency: 'EUR',
  total_emissions_kg: '460',
  expires_at: '2030-01-01T00:30:00.123456Z',
  conditions: {
    refund_before_departure: { allowed: false, penalty_amount: null, penalty_currency: null },
    change_before_departure: { allowed: true, penalty_amount: '75.00', penalty_currency: 'EUR' },
  },
  passengers: [{ id: 'pas_1', type: 'adult', age: null }],
  slices: [duffelSlice()],
  ...changes,
});

export const duffelSlice = (changes: Readonly<Record<string, unknown>> = {}) => ({
  id: 'sli_1',
  origin: placeOf('LHR'),
  destination: placeOf('JFK'),
  duration: 'PT8H05M',
  fare_brand_name: 'Basic',
  segments: [duffelSegment()],
  ...changes,
});

export const duffelOffers = (count: number, prefix = 'off') =>
  Array.from({ length: count }, (_, at) => duffelOffer({ id: `${prefix}_${at + 1}` }));
