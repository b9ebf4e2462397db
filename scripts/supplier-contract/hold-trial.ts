import { missingCapability } from '../../src/domain/flights/criteria/missing-capability.ts';
import { type Candidate, type Hearing, hearSupplier, type Patience } from './hear-supplier.ts';
import type { TrialRequest } from './trial-requests.ts';

/** Everything that a supplier on trial was asked, and what came of it. */
export interface Trial {
  readonly hearings: readonly Hearing[];
  /** The first request once more. */
  readonly again: Hearing | undefined;
  /** The first request, given up soon after it was made. */
  readonly givenUp: Hearing | undefined;
  /** What its capabilities say it cannot be asked for. */
  readonly notAsked: readonly string[];
}

const TRIAL_PATIENCE: Required<Patience> = { timeoutMs: 20_000, giveUpMs: 50, graceMs: 1_000 };

/** `giveUpMs` is for the one that is given up. Asks one request after the other, so that a supplier that allows few at a time is not pressed. */
export const holdTrial = async (
  candidate: Candidate,
  requests: readonly TrialRequest[],
  { giveUpMs, ...patience }: Required<Patience> = TRIAL_PATIENCE,
): Promise<Trial> => {
  const { capabilities = {} } = candidate({ onSaid: () => undefined, onCrash: () => undefined });
  const isAskable = ({ criteria }: TrialRequest): boolean =>
    missingCapability(criteria, capabilities) === undefined;
  const asked = requests.filter(isAskable);
  const hearings: Hearing[] = [];
  for (const request of asked) {
    hearings.push(await hearSupplier(candidate, request, patience));
  }
  const [first] = asked;
  const again = first && (await hearSupplier(candidate, first, patience));
  const givenUp = first && (await hearSupplier(candidate, first, { ...patience, giveUpMs }));
  const notAsked = requests.filter((request) => !isAskable(request)).map(({ name }) => name);
  return { hearings, again, givenUp, notAsked };
};
