import { err, ok, type Result } from 'neverthrow';
import { between, type Random } from '../../src/adapters/suppliers/simulated/random.ts';
import type { FoundBatch } from '../../src/domain/flights/offers/offer-found.ts';
import type { Supplier, SupplierRequest, SupplierStop } from '../../src/domain/ports/supplier.ts';
import { batchFound } from '../support/found-offers.ts';
import type { SearchRecord } from './search-record.ts';
import type { ProcessIdentity } from './simulated-process.ts';
import type { World } from './world.ts';

const NAMES = ['kestrel', 'heron', 'swift'] as const;
/** Between two batches. */
const LONGEST_WAIT_MS = 2_500;
const MOST_BATCHES = 4;
const FEW_FLIGHTS = 6;

const never = (): Promise<never> => new Promise(() => undefined);

async function* answer(
  process: ProcessIdentity,
  random: Random,
  { criteria }: SupplierRequest,
  signal: AbortSignal,
): AsyncGenerator<Result<FoundBatch, SupplierStop>, void> {
  const isHeedless = random() < 0.1;
  const patience = isHeedless ? new AbortController().signal : signal;
  for (let batches = Math.floor(random() * MOST_BATCHES); batches > 0; batches -= 1) {
    await process.clock.sleep(between(0, LONGEST_WAIT_MS, random), patience);
    if (signal.aborted && !isHeedless) return;
    const drawn = random();
    if (drawn < 0.06) throw new Error('a supplier crashed');
    if (drawn < 0.09) await never();
    if (drawn < 0.2) return yield err({ code: 'unreachable', retryable: true });
    const first = 1 + Math.floor(random() * FEW_FLIGHTS);
    yield ok(batchFound([first, first + 1], {}, criteria));
  }
}

/** Suppliers of one provider: quick ones and slow ones, some that fail, crash, hang, or do not listen. */
export const simulatedSuppliers = (world: World, process: ProcessIdentity): readonly Supplier[] =>
  NAMES.map((supplier_id) => ({
    supplier_id,
    name: `Supplier ${supplier_id}`,
    async *search(request, signal) {
      const record: SearchRecord = world.recordOf(request.search_id);
      const random = world.random('supplier', supplier_id, request.search_id, record.askings.length);
      let abortedAtMs = signal.aborted ? world.clock.now() : Infinity;
      const onAbort = (): void => {
        abortedAtMs = world.clock.now();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      record.askings.push({ by: process, signal, abortedAtMs: () => abortedAtMs });
      world.tell(process.name, 'asks', supplier_id, request.search_id);
      yield* answer(process, random, request, signal);
    },
  }));
