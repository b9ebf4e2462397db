import { createHash } from 'node:crypto';
import type { Middleware, ParameterizedContext } from 'koa';
import type { AddressOf } from './address-of.ts';
import { type ApiKey, nameOfKey } from './api-keys.ts';
import type { TurnAway } from './turn-away.ts';

/** Who asks for something that not everybody may have. */
export interface Requester {
  /** The name of its API key; undefined where none are needed. */
  readonly caller: string | undefined;
  /** For whom its limits and its Idempotency-Keys count. One word, which does not tell an address. */
  readonly scope: string;
}

export interface RequestersDeps {
  /** Undefined where anybody may request searches. */
  readonly apiKeys: readonly ApiKey[] | undefined;
  readonly addressOf: AddressOf;
  readonly turnAway: TurnAway;
}

export interface Requesters {
  /** Lets nobody pass without an API key, where there are any. */
  readonly admit: Middleware;
  readonly of: (ctx: ParameterizedContext) => Requester;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Where no API keys are set up, an `Authorization` header says nothing. */
export const requesters = ({ apiKeys, addressOf, turnAway }: RequestersDeps): Requesters => {
  const callerOf = (ctx: ParameterizedContext): string | undefined =>
    apiKeys && nameOfKey(ctx.get('Authorization'), apiKeys);
  return {
    admit: async (ctx, next) => {
      if (apiKeys === undefined || callerOf(ctx) !== undefined) return next();
      return turnAway(ctx, 'unauthorized');
    },
    of: (ctx) => {
      const caller = callerOf(ctx);
      return { caller, scope: caller === undefined ? `address:${hash(addressOf(ctx))}` : `key:${caller}` };
    },
  };
};
