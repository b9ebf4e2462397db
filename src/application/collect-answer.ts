import { type AdmittedBatch, admitBatch, type Gate } from '../domain/flights/gate/admit-batch.ts';
import { addFaults, faultCount } from '../domain/flights/offers/count-faults.ts';
import type { FoundBatch, OfferFaults } from '../domain/flights/offers/offer-found.ts';
import { type Found, NOTHING_FOUND, resultFound } from '../domain/flights/view/result-found.ts';
import type { SearchView } from '../domain/flights/view/search-view.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Journal } from '../domain/ports/journal.ts';
import type { Supplier, SupplierRequest } from '../domain/ports/supplier.ts';
import { MAX_PAYLOAD_BYTES, utf8Bytes } from '../domain/search/payload.ts';
import { askSupplier, type SupplierAnswer } from './ask-supplier.ts';
import { supplierEnd } from './supplier-end.ts';
import type { Said, SearchWriter } from './search-writer.ts';
import { splitBatch } from './split-batch.ts';

/** What a provider has measured of one supplier. */
export interface SupplierTime {
  readonly first_result_ms?: number;
  readonly duration_ms: number;
}

/** What one supplier may say in one search, so that none takes the room of the others. */
export interface Room {
  readonly messages: number;
  readonly bytes: number;
  /** That nobody has told of before. */
  readonly itineraries: number;
}

export interface CollectAnswerDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly gate: Omit<Gate, 'nowMs'>;
  readonly writer: SearchWriter<SearchView>;
  readonly room: Room;
  /** Hears that the search holds as much as it may. */
  readonly onFull: () => void;
}

/** What a result says beside what its supplier gave. */
const ENVELOPE_BYTES = 2_048;
const bytesOf = (batch: AdmittedBatch): number => utf8Bytes(JSON.stringify(batch));
const fitsOneMessage = (batch: AdmittedBatch): boolean =>
  bytesOf(batch) <= MAX_PAYLOAD_BYTES - ENVELOPE_BYTES;

/** A supplier that does not say how far it is has its time as a measure, up to here. */
const MOST_GUESSED = 0.9;

/** Asks one supplier, and says each batch of its answer as a `result`, and how it ended as the last of them. */
export const collectAnswer = async (
  { clock, journal, gate, writer, room, onFull }: CollectAnswerDeps,
  supplier: Supplier,
  request: SupplierRequest,
  signal: AbortSignal,
): Promise<SupplierTime> => {
  const { supplier_id } = supplier;
  const { search_id: id, criteria } = request;
  const startedAt = clock.now();
  const used = { messages: 0, bytes: 0, itineraries: 0 };
  let firstAt: number | undefined;
  let share = 0;
  let offers = 0;
  let dropped: OfferFaults = {};
  let hasHadEnough = false;

  const say = async (found: Found): Promise<{ readonly said: Said; readonly bytes: number }> => {
    let payload = '';
    const said = await writer.say(({ view }) => {
      payload = JSON.stringify(resultFound(view, id, found));
      return { type: 'record', payload };
    });
    if (said === 'full') onFull();
    return { said, bytes: utf8Bytes(payload) };
  };

  const drop = (faults: OfferFaults): void => {
    dropped = addFaults(dropped, faults);
  };
  const newIn = ({ itineraries }: AdmittedBatch): number => {
    const { view } = writer.log();
    return itineraries.filter(({ itinerary_id }) => !view.itineraries.has(itinerary_id)).length;
  };
  /** The first part always has room for what is flown, among however many. */
  const hasRoomFor = (bytes: number, itineraries: number): boolean =>
    used.messages < room.messages &&
    used.bytes + bytes <= room.bytes &&
    (used.itineraries === 0 || used.itineraries + itineraries <= room.itineraries);

  /** Whether more is wanted. */
  const sayPart = async (part: AdmittedBatch): Promise<boolean> => {
    const itineraries = newIn(part);
    if (!hasRoomFor(bytesOf(part) + ENVELOPE_BYTES, itineraries)) {
      drop({ too_many: part.offers.length });
      hasHadEnough = true;
      return false;
    }
    const { said, bytes } = await say({
      ...part,
      supplier_id,
      supplier_status: 'answering',
      dropped,
      share,
    });
    if (said === 'said') {
      // What others have said before is not said again, so it may be less than the part is.
      used.messages += 1;
      used.bytes += bytes;
      used.itineraries += itineraries;
      return true;
    }
    drop({ too_many: part.offers.length });
    return said === 'unusable_payload';
  };

  const onBatch = async (batch: FoundBatch): Promise<boolean> => {
    firstAt ??= clock.now();
    // Where no time is left at all, all of it has passed.
    const guessed = Math.min(MOST_GUESSED, (clock.now() - startedAt) / Math.max(1, request.timeout_ms));
    share = Math.max(share, shareOf(batch) ?? guessed);
    const admitted = admitBatch(batch, criteria, { ...gate, nowMs: clock.now() });
    offers += admitted.offers.length;
    drop(admitted.dropped);
    const parts = splitBatch(admitted, fitsOneMessage);
    drop({ too_many: admitted.offers.length - offersOf(parts) });
    let isWanted = true;
    for (const part of parts) {
      if (isWanted) isWanted = await sayPart(part);
      else drop({ too_many: part.offers.length });
    }
    return isWanted;
  };

  const onCrash = (error: unknown): void =>
    journal({ type: 'supplier_crashed', id, supplier: supplier_id, error });
  const asked = await askSupplier(supplier, request, { clock, onBatch, onCrash }, signal);
  const answer: SupplierAnswer = hasHadEnough ? { type: 'answered' } : asked;
  if (faultCount(dropped) > 0)
    journal({ type: 'offers_dropped', id, supplier: supplier_id, faults: dropped });
  // A supplier that was asked before, by a provider that is gone, may have given its offers then.
  const given = offers + (writer.log().view.suppliers.get(supplier_id)?.offers ?? 0);
  const ended = supplierEnd(answer, given, dropped);
  if (ended !== undefined) {
    const { supplier_status: status, error } = ended;
    const code = error === undefined ? {} : { code: error.code };
    journal({ type: 'supplier_ended', id, supplier: supplier_id, status, ...code });
    await say({ ...NOTHING_FOUND, supplier_id, share: 1, dropped, ...ended });
  }
  return {
    ...(firstAt !== undefined && { first_result_ms: firstAt - startedAt }),
    duration_ms: clock.now() - startedAt,
  };
};

const offersOf = (parts: readonly AdmittedBatch[]): number =>
  parts.reduce((sum, { offers }) => sum + offers.length, 0);

/** Suppliers are strangers: a share that is none says nothing. */
const shareOf = ({ share }: FoundBatch): number | undefined =>
  share !== undefined && share >= 0 && share <= 1 ? share : undefined;
