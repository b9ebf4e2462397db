import { err, type Result } from 'neverthrow';
import type { FoundBatch } from '../../../domain/flights/offers/offer-found.ts';
import type { SupplierStop } from '../../../domain/ports/supplier.ts';
import { parseSupplierError } from '../../wire/supplier-stop.ts';
import { answerBounds } from '../answer-bounds.ts';
import { readBatch } from '../read-batch.ts';
import { ANSWER_TOO_LARGE, UNREACHABLE, UNREADABLE_ANSWER } from '../stranger-stops.ts';
import type { AnswerFault } from './answer-fault.ts';
import { readLines } from './read-lines.ts';

/** Also blank ones, which some servers send to keep a connection alive. */
const MAX_LINES = 10_000;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

const jsonIn = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(UTF8.decode(bytes));
  } catch {
    return undefined;
  }
};

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0x20 || byte === 0x0d);

/** The batches in a body of NDJSON, each as soon as its line has ended. What came before a fault has been given. */
export async function* readAnswer(
  body: AsyncIterable<Uint8Array>,
  onSaid: (said: unknown) => void,
  onFault: (fault: AnswerFault) => void,
): AsyncGenerator<Result<FoundBatch, SupplierStop>, void> {
  const isWithinBounds = answerBounds();
  let lines = 0;
  const stopFor = (fault: AnswerFault, stop: SupplierStop): Result<never, SupplierStop> => {
    onFault(fault);
    return err(stop);
  };
  for await (const line of readLines(body)) {
    lines += 1;
    if (line.type === 'broken') return yield stopFor({ type: 'broken_off', line: lines }, UNREACHABLE);
    if (line.type === 'too_large' || lines > MAX_LINES)
      return yield stopFor({ type: 'too_large' }, ANSWER_TOO_LARGE);
    if (isBlank(line.bytes)) continue;
    const json = jsonIn(line.bytes);
    const isCut = line.type === 'rest';
    // Without its newline a line may be the beginning of another one.
    if (json === undefined)
      return yield stopFor({ type: 'not_json', line: lines }, isCut ? UNREACHABLE : UNREADABLE_ANSWER);
    onSaid(json);
    const stop = parseSupplierError(json);
    if (stop !== undefined) return yield err(stop);
    for await (const said of readBatch(json, isWithinBounds)) {
      yield said;
      if (said.isErr()) return;
    }
    if (isCut) return yield stopFor({ type: 'no_newline', line: lines }, UNREACHABLE);
  }
}
