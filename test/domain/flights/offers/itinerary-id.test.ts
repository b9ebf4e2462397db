import { describe, expect, it } from '@jest/globals';
import { itineraryId, type SegmentIdentity } from '../../../../src/domain/flights/offers/itinerary-id.ts';

const segment: SegmentIdentity = {
  marketing_carrier: 'ZZ',
  flight_number: '123',
  origin: 'AMS',
  destination: 'LHR',
  departing_at: '2030-05-01T08:00',
};
const idOf = (...slices: readonly (readonly SegmentIdentity[])[]): string =>
  itineraryId(slices.map((segments) => ({ segments })));

describe('the id of an itinerary', () => {
  it('is the same everywhere and for ever', () => {
    expect(idOf([segment])).toMatchInlineSnapshot(`"12d98aab17c378c3"`);
  });

  it('does not depend on who operates, when it arrives, or zeros before the number', () => {
    const sold = {
      ...segment,
      flight_number: '0123',
      operating_carrier: 'YY',
      arriving_at: '2030-05-01T08:25',
    };
    expect(idOf([sold])).toBe(idOf([segment]));
  });

  it('differs with each thing that tells flights apart', () => {
    const others: readonly SegmentIdentity[] = [
      { ...segment, marketing_carrier: 'YY' },
      { ...segment, flight_number: '124' },
      { ...segment, origin: 'RTM' },
      { ...segment, destination: 'LGW' },
      { ...segment, departing_at: '2030-05-01T08:05' },
    ];
    const ids = [idOf([segment]), ...others.map((other) => idOf([other]))];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('differs with the order of the flights, and with where one slice ends and the next begins', () => {
    const other = { ...segment, flight_number: '9' };
    const ids = [
      idOf([segment, other]),
      idOf([other, segment]),
      idOf([segment], [other]),
      idOf([other], [segment]),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  it('differs between very many flights', () => {
    const ids = Array.from({ length: 9_999 }, (_, n) => idOf([{ ...segment, flight_number: String(n + 1) }]));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
