import { describe, expect, it } from '@jest/globals';
import { duffelSegment, duffelSlice, duffelTraveller } from '../../../support/duffel-offers.ts';
import { foundDuffelOffer, readDuffelOffer } from '../../../support/found-duffel-offer.ts';

const withSegment = (changes: Readonly<Record<string, unknown>>) => ({
  slices: [duffelSlice({ segments: [duffelSegment(changes)] })],
});
const brands = (...names: readonly (string | null)[]) =>
  foundDuffelOffer({ slices: names.map((fare_brand_name) => duffelSlice({ fare_brand_name })) }).fare_brand;
const changeable = (condition: unknown) =>
  foundDuffelOffer({ conditions: { change_before_departure: condition } }).conditions?.changeable;

describe('An offer of Duffel', () => {
  it('says what it says of the whole', () => {
    expect(foundDuffelOffer()).toEqual({
      offer_id: 'off_1',
      price: { amount: '412.50', currency: 'EUR' },
      base: { amount: '300.00', currency: 'EUR' },
      taxes: { amount: '112.50', currency: 'EUR' },
      seller: { name: 'British Airways', type: 'airline' },
      fare_brand: 'Basic',
      baggage: { carry_on: { quantity: 1 }, checked: { quantity: 2 } },
      conditions: {
        refundable: { allowed: false },
        changeable: { allowed: true, penalty: { amount: '75.00', currency: 'EUR' } },
      },
      emissions: { kg_total: '460', source: 'Duffel' },
      expires_at: '2030-01-01T00:30:00.123456Z',
      slices: [
        {
          segments: [
            {
              origin: 'LHR',
              destination: 'JFK',
              departing_at: '2030-03-01T10:05',
              arriving_at: '2030-03-01T13:10',
              duration_minutes: 485,
              marketing_carrier: 'BA',
              flight_number: '117',
              operating_carrier: 'AA',
              operating_flight_number: '6134',
              aircraft: '773',
              origin_terminal: '5',
              cabin: 'economy',
            },
          ],
        },
      ],
    });
  });

  it('takes null for not established, and says nothing of it', () => {
    const offer = foundDuffelOffer({
      base_amount: null,
      base_currency: null,
      tax_amount: null,
      tax_currency: null,
      total_emissions_kg: null,
      expires_at: null,
      conditions: { refund_before_departure: null, change_before_departure: null },
      slices: [
        duffelSlice({
          fare_brand_name: null,
          segments: [
            duffelSegment({
              duration: null,
              operating_carrier: null,
              operating_carrier_flight_number: null,
              aircraft: null,
              origin_terminal: null,
              stops: null,
              passengers: [duffelTraveller('pas_1', { baggages: [] })],
            }),
          ],
        }),
      ],
    });
    expect(Object.keys(offer)).toEqual(['offer_id', 'price', 'seller', 'slices']);
    expect(Object.keys(offer.slices[0]?.segments[0] ?? {})).toEqual([
      'origin',
      'destination',
      'departing_at',
      'arriving_at',
      'marketing_carrier',
      'flight_number',
      'cabin',
    ]);
  });

  it('is not lost for a decoration that is unreadable', () => {
    const offer = foundDuffelOffer({
      total_emissions_kg: 'much',
      conditions: 'none',
      tax_amount: 12,
      ...withSegment({ duration: 'long', aircraft: { iata_code: null }, origin_terminal: 5 }),
    });
    expect(offer).not.toHaveProperty('emissions');
    expect(offer).not.toHaveProperty('conditions');
    expect(offer).not.toHaveProperty('taxes');
    expect(offer.slices[0]?.segments[0]).not.toHaveProperty('duration_minutes');
  });

  it.each([
    ['no id', { id: '' }],
    ['a price that is a number', { total_amount: 412.5 }],
    ['a price in nothing', { total_currency: null }],
    ['no slices', { slices: [] }],
    ['a slice without segments', { slices: [duffelSlice({ segments: [] })] }],
    ['no airport', withSegment({ origin: { iata_code: null } })],
    ['no carrier', withSegment({ marketing_carrier: { name: 'Nobody', iata_code: null } })],
    ['no flight number', withSegment({ marketing_carrier_flight_number: '0000' })],
    ['a time with an offset', withSegment({ departing_at: '2030-03-01T10:05:00+01:00' })],
    ['a day that is none', withSegment({ departing_at: '2030-13-01T10:05:00' })],
    [
      'a cabin that is none',
      withSegment({ passengers: [duffelTraveller('pas_1', { cabin_class: 'hold' })] }),
    ],
    ['nobody on board', withSegment({ passengers: [] })],
    ['an expiry that is no instant', { expires_at: '2030-01-01' }],
  ])('is unreadable with %s', (_, changes) => {
    expect(readDuffelOffer(changes)).toBeUndefined();
  });

  it('keeps a tax in another currency to itself', () => {
    expect(foundDuffelOffer({ tax_currency: 'USD' })).not.toHaveProperty('taxes');
  });

  it('names every brand of which it is made, if each slice has one', () => {
    expect(brands('Light', 'Light')).toBe('Light');
    expect(brands('Light', 'Flex')).toBe('Light + Flex');
    expect(brands('Light', null)).toBeUndefined();
  });

  it('says what a change costs only where that is known', () => {
    expect(changeable({ allowed: true, penalty_amount: null, penalty_currency: null })).toEqual({
      allowed: true,
    });
    expect(changeable({ allowed: true, penalty_amount: '0.00', penalty_currency: 'EUR' })).toEqual({
      allowed: true,
      penalty: { amount: '0.00', currency: 'EUR' },
    });
    expect(changeable({ allowed: null })).toBeUndefined();
  });
});
