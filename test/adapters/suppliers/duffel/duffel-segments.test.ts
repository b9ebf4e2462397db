import { describe, expect, it } from '@jest/globals';
import {
  duffelCarrier,
  duffelSegment,
  duffelSlice,
  duffelTraveller,
} from '../../../support/duffel-offers.ts';
import { foundDuffelOffer } from '../../../support/found-duffel-offer.ts';

const firstSegment = (changes: Readonly<Record<string, unknown>>) =>
  foundDuffelOffer({ slices: [duffelSlice({ segments: [duffelSegment(changes)] })] }).slices[0]?.segments[0];
const bags = (type: string, ...quantities: readonly number[]) =>
  quantities.map((quantity) => ({ type, quantity }));
const allowed = (...segments: readonly (readonly (readonly unknown[])[])[]) =>
  foundDuffelOffer({
    passengers: [
      { id: 'pas_1', type: 'adult' },
      { id: 'pas_2', age: 1 },
      { id: 'pas_3', age: 9 },
    ],
    slices: [
      duffelSlice({
        segments: segments.map((travellers) =>
          duffelSegment({
            passengers: travellers.map((baggages, at) => duffelTraveller(`pas_${at + 1}`, { baggages })),
          }),
        ),
      }),
    ],
  }).baggage;

describe('A segment of Duffel', () => {
  it.each([
    ['PT2H26M', 146],
    ['PT02H26M', 146],
    ['PT45M', 45],
    ['P1DT2H', 1_560],
    ['P1D', 1_440],
    ['PT1H30M30S', 90],
    ['PT0S', undefined],
    ['P', undefined],
    ['2:26', undefined],
    ['P30D', undefined],
  ])('flies %s for %s minutes', (duration, minutes) => {
    expect(firstSegment({ duration })?.duration_minutes).toBe(minutes);
  });

  it('tells where it lands on the way', () => {
    const stops = [
      {
        id: 'sto_1',
        airport: { iata_code: 'KEF' },
        arriving_at: '2030-03-01T11:00:00',
        departing_at: '2030-03-01T12:00:00',
        duration: 'PT1H',
      },
      { id: 'sto_2', airport: { iata_code: 'BGR' }, arriving_at: null },
    ];
    expect(firstSegment({ stops })?.technical_stops).toEqual([
      { airport: 'KEF', arriving_at: '2030-03-01T11:00', departing_at: '2030-03-01T12:00' },
      { airport: 'BGR' },
    ]);
  });

  it('is in the lowest cabin where a party is split', () => {
    const passengers = [
      duffelTraveller('pas_1', { cabin_class: 'business' }),
      duffelTraveller('pas_2', { cabin_class: 'premium_economy' }),
    ];
    expect(firstSegment({ passengers })?.cabin).toBe('premium_economy');
  });

  it('drops carriers whose code is none of two signs', () => {
    expect(
      firstSegment({ operating_carrier: { ...duffelCarrier('BA'), iata_code: null } }),
    ).not.toHaveProperty('operating_carrier');
  });
});

describe('The baggage of an offer', () => {
  it('is the least of all flights and travellers, those on a lap aside', () => {
    expect(
      allowed(
        [bags('checked', 2), [], bags('checked', 1, 2)],
        [bags('checked', 3), bags('checked', 0), bags('checked', 1)],
      ),
    ).toEqual({ checked: { quantity: 1 } });
  });

  it('can be none', () => {
    expect(allowed([bags('carry_on', 0), [], bags('carry_on', 1)])).toEqual({ carry_on: { quantity: 0 } });
  });

  it('is not established where one flight says nothing of it', () => {
    expect(
      allowed([bags('checked', 1), [], bags('checked', 1)], [[], [], bags('checked', 1)]),
    ).toBeUndefined();
  });

  it('is never more than anybody carries', () => {
    expect(allowed([bags('checked', 40), [], bags('checked', 40)])).toEqual({ checked: { quantity: 9 } });
  });
});
