import type { Clock } from '../domain/ports/clock.ts';
import type { Journal } from '../domain/ports/journal.ts';
import { type Claim, RENEW_CLAIM_MS } from '../domain/ports/request-queue.ts';

/** Renews a claim until the signal aborts; calls `onLost` once another provider holds it. */
export const watchClaim = async (
  claim: Claim,
  {
    clock,
    journal,
    onLost,
  }: { readonly clock: Clock; readonly journal: Journal; readonly onLost: () => void },
  signal: AbortSignal,
): Promise<void> => {
  for (;;) {
    await clock.sleep(RENEW_CLAIM_MS, signal);
    if (signal.aborted) return;
    const held = await claim.renew();
    if (held.isErr()) journal({ type: 'store_unavailable', during: 'claim', reason: held.error.reason });
    else if (!held.value) return onLost();
  }
};
