import type { AdmittedBatch } from '../domain/flights/gate/admit-batch.ts';
import type { Itinerary, Offer } from '../domain/flights/offers/offer.ts';
import { MAX_RESULT_NAMES } from '../domain/flights/view/messages.ts';
import { MAX_BATCH_OFFERS } from '../domain/ports/supplier.ts';

/** What was let in of a batch, in parts small enough for one message each. */
export const splitBatch = (
  batch: AdmittedBatch,
  fits: (part: AdmittedBatch) => boolean,
): readonly AdmittedBatch[] => {
  const mayGo = (part: AdmittedBatch): boolean => isShort(part) && fits(part);
  if (mayGo(batch)) return [batch];
  const split = (pieces: readonly Piece[]): readonly AdmittedBatch[] => {
    const part = together(pieces, batch);
    if (mayGo(part)) return [part];
    // A piece that does not fit by itself fits in no message: it is left out, as its supplier could have known.
    if (pieces.length <= 1) return [];
    const middle = Math.ceil(pieces.length / 2);
    return [...split(pieces.slice(0, middle)), ...split(pieces.slice(middle))];
  };
  return split(piecesOf(batch));
};

const isShort = ({ offers, itineraries, removed, dictionaries }: AdmittedBatch): boolean =>
  [offers, itineraries, removed].every(({ length }) => length <= MAX_BATCH_OFFERS) &&
  [dictionaries.airports, dictionaries.carriers].every(
    (names) => Object.keys(names).length <= MAX_RESULT_NAMES,
  );

/** What is not to be torn apart: an offer and what is flown, or anything else by itself. */
type Piece = Partial<AdmittedBatch>;

const piecesOf = ({ offers, itineraries, dictionaries, removed }: AdmittedBatch): readonly Piece[] => {
  const flown = new Map(itineraries.map((itinerary) => [itinerary.itinerary_id, itinerary]));
  const offered = new Set(offers.map(({ itinerary_id }) => itinerary_id));
  const offerPiece = (offer: Offer): Piece => {
    const itinerary = flown.get(offer.itinerary_id);
    return { offers: [offer], itineraries: itinerary === undefined ? [] : [itinerary] };
  };
  return [
    ...Object.entries(dictionaries.airports).map(([code, name]) => ({
      dictionaries: { airports: { [code]: name }, carriers: {} },
    })),
    ...Object.entries(dictionaries.carriers).map(([code, name]) => ({
      dictionaries: { airports: {}, carriers: { [code]: name } },
    })),
    ...itineraries
      .filter(({ itinerary_id }) => !offered.has(itinerary_id))
      .map((itinerary) => ({ itineraries: [itinerary] })),
    ...offers.map(offerPiece),
    ...removed.map((offerId) => ({ removed: [offerId] })),
  ];
};

/** One batch of pieces that were cut from one. */
const together = (pieces: readonly Piece[], from: AdmittedBatch): AdmittedBatch => ({
  ...from,
  offers: pieces.flatMap(({ offers = [] }) => offers),
  itineraries: unique(pieces.flatMap(({ itineraries = [] }) => itineraries)),
  dictionaries: {
    airports: Object.fromEntries(
      pieces.flatMap((piece) => Object.entries(piece.dictionaries?.airports ?? {})),
    ),
    carriers: Object.fromEntries(
      pieces.flatMap((piece) => Object.entries(piece.dictionaries?.carriers ?? {})),
    ),
  },
  removed: pieces.flatMap(({ removed = [] }) => removed),
});

const unique = (itineraries: readonly Itinerary[]): readonly Itinerary[] => [
  ...new Map(itineraries.map((itinerary) => [itinerary.itinerary_id, itinerary])).values(),
];
