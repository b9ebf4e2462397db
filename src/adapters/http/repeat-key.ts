import { createHash } from 'node:crypto';
import type { ParameterizedContext } from 'koa';
import { err, ok, type Result } from 'neverthrow';
import type { RepeatKey } from '../../application/request-once.ts';
import { canonicalCriteria } from '../../domain/flights/criteria/canonical-criteria.ts';
import type { Criteria } from '../../domain/flights/criteria/criteria.ts';
import type { ParameterFault } from './request-parameters.ts';

const HEADER = 'Idempotency-Key';
/** Long enough that no two clients choose the same by chance. */
const KEY = /^[\x21-\x7e]{16,255}$/;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Under what a client may repeat its request, if it said; a key counts within its scope alone. */
export const repeatKey = (
  ctx: ParameterizedContext,
  scope: string,
  criteria: Criteria,
): Result<RepeatKey | undefined, ParameterFault> => {
  const key = ctx.get(HEADER);
  if (key === '') return ok(undefined);
  if (!KEY.test(key))
    return err({ parameter: HEADER, message: 'A key is 16 to 255 visible ASCII characters.' });
  return ok({ key: hash(`${scope} ${key}`), fingerprint: hash(canonicalCriteria(criteria)) });
};
