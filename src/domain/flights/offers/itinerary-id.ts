import type { Itinerary, Segment } from './offer.ts';

/** What tells flights apart. Suppliers differ about arrival times by minutes, and about who operates them. */
export type SegmentIdentity = Pick<
  Segment,
  'marketing_carrier' | 'flight_number' | 'origin' | 'destination' | 'departing_at'
>;

/** The same flights have the same id, whoever sells them, in whichever search. */
export const itineraryId = (slices: readonly { readonly segments: readonly SegmentIdentity[] }[]): string =>
  hash(slices.map(({ segments }) => segments.map(segmentKey).join(',')).join('|'));

/** Of flights whose times have changed since others were told of them: they go by another id. */
export const rescheduledId = (slices: Itinerary['slices']): string =>
  hash(slices.map(({ segments }) => segments.map(timedKey).join(',')).join('|'));

const timedKey = (segment: Segment): string => `${segmentKey(segment)} ${segment.arriving_at}`;

const segmentKey = (segment: SegmentIdentity): string => {
  const { marketing_carrier, origin, destination, departing_at } = segment;
  const flightNumber = segment.flight_number.replace(/^0+/, '');
  return `${marketing_carrier}${flightNumber} ${origin} ${destination} ${departing_at}`;
};

/** Sixteen hexadecimal digits: two itineraries of one search practically never meet in one. */
const hash = (text: string): string => hex(hashWord(text, 0x9e3779b1)) + hex(hashWord(text, 0x01000193));

const hex = (word: number): string => word.toString(16).padStart(8, '0');

/** In the manner of FNV-1a, with a last mix so that near texts lie far apart. The factor is an odd number. */
const hashWord = (text: string, factor: number): number => {
  let word = 0x811c9dc5 ^ factor;
  for (let index = 0; index < text.length; index += 1) {
    word = Math.imul(word ^ text.charCodeAt(index), factor);
  }
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
};
