import type { ParameterizedContext } from 'koa';
import type { Journal, Refusal } from '../../domain/ports/journal.ts';
import { sendProblem } from './problem.ts';

/** Turns a request away that nothing is wrong with but who asks, how often, or when; and has it counted. */
export type TurnAway = (ctx: ParameterizedContext, why: Refusal, caller?: string) => void;

export const turnAway =
  (journal: Journal): TurnAway =>
  (ctx, why, caller) => {
    journal({ type: 'request_refused', why, ...(caller !== undefined && { caller }) });
    sendProblem(ctx, why);
  };
