import { missingCapability } from '../../src/domain/flights/criteria/missing-capability.ts';
import { type Candidate, type Hearing, hearSupplier, type Patience } from './hear-supplier.ts';
import type { TrialRequest } from './trial-requests.ts';

/** Everything that a supplier on trial was asked, and what came of it. */
export interface Trial {
  readonly hearings: readonly Hearing[];
  /** The first request once more; neither this nor the next, where it was not done in time. */
  readonly again: Hearing | undefined;
  /** The first request, given up soon after it was made. */
  readonly givenUp: Hearing | undefined;
  /** What its capabilities say it cannot be asked for. */
  readonly notAsked: readonly string[];
}

export const TRIAL_PATIENCE: Required<Patience> = { timeoutMs: 10_000, giveUpMs: 50, graceMs: 1_000 };

const SILENT = { onSaid: () => undefined, onCrash: () => undefined, onFault: () => undefined };

/** `giveUpMs` is for the one that is given up. Asks one request after the other, so that a supplier that allows few at a time is not pressed. */
export const holdTrial = async (
  candidate: Candidate,
  requests: readonly TrialRequest[],
  { giveUpMs, ...patience }: Required<Patience> = TRIAL_PATIENCE,
  onAsking: (name: string) => void = () => undefined,
): Promise<Trial> => {
  const { capabilities = {} } = candidate(SILENT);
  const isAskable = ({ criteria }: TrialRequest): boolean =>
    missingCapability(criteria, capabilities) === undefined;
  const asked = requests.filter(isAskable);
  const notAsked = requests.filter((request) => !isAskable(request)).map(({ name }) => name);
  const hearings: Hearing[] = [];
  for (const request of asked) {
    onAsking(request.name);
    hearings.push(await hearSupplier(candidate, request, patience));
  }
  const [first] = asked;
  const isQuick = hearings[0]?.end === 'in_time';
  if (first === undefined || !isQuick) return { hearings, again: undefined, givenUp: undefined, notAsked };
  onAsking(`${first.name} once more`);
  const again = await hearSupplier(candidate, first, patience);
  onAsking(`${first.name}, and giving it up at once`);
  const givenUp = await hearSupplier(candidate, first, { ...patience, giveUpMs });
  return { hearings, again, givenUp, notAsked };
};
