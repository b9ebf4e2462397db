import { err, ok, type Result } from 'neverthrow';
import type { Clock } from '../../../domain/ports/clock.ts';
import type { SupplierStop } from '../../../domain/ports/supplier.ts';
import { parseDuffelErrorType } from '../../wire/duffel.ts';
import { UNREACHABLE } from '../stranger-stops.ts';
import { bodyText } from './body-text.ts';
import { RATE_LIMITED } from './duffel-stops.ts';
import { rateLimit } from './rate-limit.ts';
import type { SearchTime } from './search-time.ts';
import { isTemporary, stopOf } from './stop-of.ts';

export interface DuffelRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

/** Sends a request, and again where Duffel allows it and there is time; the answer's body is still to be read. */
export type AskDuffel = (request: DuffelRequest, time: SearchTime) => Promise<Result<Response, SupplierStop>>;

export interface DuffelAccess {
  readonly token: string;
  readonly baseUrl: string;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Of one request, the first time included. */
const MAX_TRIES = 3;
/** Before the second try; twice as long before the third. */
const RETRY_MS = 500;
/** An error is a few hundred bytes. */
const MAX_ERROR_BYTES = 65_536;

export const duffelClient = ({ token, baseUrl, clock, random }: DuffelAccess): AskDuffel => {
  /** One token has one limit, whichever search uses it up. */
  const limit = rateLimit(clock, random);
  const headers = {
    Accept: 'application/json',
    Authorization: `Bearer ${token}`,
    'Duffel-Version': 'v2',
    'User-Agent': 'flight-search',
  };

  const send = async ({ method, path, body }: DuffelRequest, { signal }: SearchTime) => {
    try {
      return await fetch(new URL(path, baseUrl), {
        method,
        redirect: 'manual',
        signal,
        ...(body === undefined
          ? { headers }
          : { body, headers: { ...headers, 'Content-Type': 'application/json' } }),
      });
    } catch {
      return undefined;
    }
  };

  /** False where there is not that much time, or nobody wants it any more. */
  const wait = async (waitMs: number, time: SearchTime): Promise<boolean> => {
    if (waitMs >= time.leftMs()) return false;
    if (waitMs > 0) await clock.sleep(waitMs, time.signal);
    return !time.signal.aborted;
  };

  return async (request, time) => {
    for (let tries = 1; ; tries += 1) {
      if (!(await wait(limit.waitMs(), time))) return err(RATE_LIMITED);
      const answer = await send(request, time);
      if (answer === undefined) return err(UNREACHABLE);
      limit.note(answer);
      if (answer.ok) return ok(answer);
      const stop = stopOf(request.method, answer.status, await errorType(answer));
      if (tries === MAX_TRIES) return err(stop);
      if (answer.status === 429 && limit.waitMs() > 0) continue;
      if (!isTemporary(answer.status)) return err(stop);
      const retryMs = RETRY_MS * 2 ** (tries - 1);
      if (!(await wait(retryMs / 2 + random() * (retryMs / 2), time))) return err(stop);
    }
  };
};

const errorType = async (answer: Response): Promise<string | undefined> => {
  let text = '';
  for await (const part of bodyText(answer, MAX_ERROR_BYTES)) text += part.unwrapOr('');
  return parseDuffelErrorType(text);
};
