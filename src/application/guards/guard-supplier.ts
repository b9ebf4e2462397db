import type { Supplier } from '../../domain/ports/supplier.ts';
import { breakCircuit } from './break-circuit.ts';
import { joinAskings } from './join-askings.ts';
import { keepAnswers, type KeepAnswersDeps } from './keep-answers.ts';
import { limitAsking } from './limit-asking.ts';
import { skipUnsupported } from './skip-unsupported.ts';

export interface GuardSupplierDeps extends KeepAnswersDeps {
  /** How long suppliers are usually waited for. */
  readonly timeoutMs: number;
}

/**
 * Whatever stands between a search and a supplier: an answer that is there already costs nothing, and one that has to be
 * asked for is asked for as the supplier wants. `keptMs` 0: every search asks for itself.
 */
export const guardSupplier = (supplier: Supplier, deps: GuardSupplierDeps): Supplier => {
  const { clock, keptMs, timeoutMs } = deps;
  const asked = breakCircuit(limitAsking(supplier, clock), clock, timeoutMs);
  return skipUnsupported(keptMs === 0 ? asked : joinAskings(keepAnswers(asked, deps), clock));
};
