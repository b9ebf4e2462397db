import type { SearchMessage, Status } from '../../src/domain/search/message.ts';

type Payload = Readonly<Record<string, unknown>>;

const message =
  (status: Status) =>
  (payload: Payload = {}): SearchMessage => ({ status, payload: JSON.stringify(payload) });

export const requestedMessage = message('requested');
export const processingMessage = message('processing');
export const completedMessage = (payload: Payload = { outcome: 'complete' }): SearchMessage =>
  message('completed')(payload);
/** The `n`-th result of a search: no two of them are alike. */
export const resultMessage = (n = 1, payload: Payload = {}): SearchMessage =>
  message('result')({ n, ...payload });
