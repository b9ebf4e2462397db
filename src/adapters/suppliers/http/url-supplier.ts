import { err, type Result } from 'neverthrow';
import type { FoundBatch } from '../../../domain/flights/offers/offer-found.ts';
import type { Supplier, SupplierRequest, SupplierStop } from '../../../domain/ports/supplier.ts';
import { UNREACHABLE, UNREADABLE_ANSWER } from '../stranger-stops.ts';
import type { UrlSource } from '../supplier-source.ts';
import type { AnswerFault } from './answer-fault.ts';
import { readAnswer } from './read-answer.ts';
import { statusStop } from './status-stop.ts';

export interface UrlSupplierDeps {
  /** Hears all that the supplier says, line by line, before it is judged. */
  readonly onSaid?: (said: unknown) => void;
  /** Hears why an answer is none, or ended early. */
  readonly onFault?: (fault: AnswerFault) => void;
}

type Said = Result<FoundBatch, SupplierStop>;

const NDJSON = /^application\/(?:x-)?ndjson\s*(?:;|$)/i;
/** Nothing to sell, said without a body. */
const NO_CONTENT = 204;

/** A supplier behind a URL: it is POSTed the request, and answers NDJSON, one batch a line. */
export const urlSupplier = (
  { supplier_id, url, authorization }: Omit<UrlSource, 'type'>,
  { onSaid = () => undefined, onFault = () => undefined }: UrlSupplierDeps = {},
): Supplier => {
  /** Undefined where there is no connection, or no longer one; that is all that `fetch` throws for here. */
  const ask = (request: SupplierRequest, signal: AbortSignal): Promise<Response | undefined> =>
    fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/x-ndjson',
        ...(authorization !== undefined && { Authorization: authorization }),
      },
      body: JSON.stringify(request),
      redirect: 'manual',
      signal,
    }).catch((error: unknown) => {
      if (!signal.aborted) onFault({ type: 'no_connection', error });
      return undefined;
    });

  async function* answerIn(response: Response | undefined): AsyncGenerator<Said, void> {
    if (response === undefined) return yield err(UNREACHABLE);
    const { status, headers, body } = response;
    if (status === NO_CONTENT) return;
    if (status !== 200) {
      onFault({ type: 'status', status });
      return yield err(statusStop(status));
    }
    const seen = headers.get('content-type');
    if (!NDJSON.test(seen ?? '')) {
      onFault({ type: 'content_type', seen });
      return yield err(UNREADABLE_ANSWER);
    }
    if (body !== null) yield* readAnswer(body, onSaid, onFault);
  }

  async function* search(request: SupplierRequest, signal: AbortSignal): AsyncGenerator<Said, void> {
    // Of its own, since the request is also given up when nobody takes the next batch any more.
    const asking = new AbortController();
    const abort = (): void => asking.abort(signal.reason);
    if (signal.aborted) return;
    signal.addEventListener('abort', abort);
    try {
      const response = await ask(request, asking.signal);
      for await (const said of answerIn(response)) {
        if (signal.aborted) return;
        yield said;
      }
    } finally {
      signal.removeEventListener('abort', abort);
      asking.abort();
    }
  }
  return { supplier_id, name: supplier_id, search };
};
