import { supplierRequest } from '../../src/adapters/wire/supplier-request.ts';
import { batchFound } from './found-offers.ts';
import { type Answering, linesOf, NDJSON, OffersServer } from './offers-server.ts';
import { until } from './until.ts';

/** How far a supplier gets with its answer before it halts. */
export type Progress = 'nothing' | 'half' | 'all';
type Name = 'quick' | 'slow';

/** The two halves of the answer of each. */
const OFFERS = { quick: [[1], [2]], slow: [[3], [4]] } as const satisfies Record<Name, unknown>;

/** Two suppliers behind URLs, `quick` and `slow`, which halt where the test wants them to. */
export const startHaltingSuppliers = async () => {
  /** As of the next search or provider that asks. */
  const progress: Record<Name, Progress> = { quick: 'all', slow: 'all' };
  /** Who was asked for which search, in order. */
  const asked: string[] = [];
  const halted: { readonly asking: string; readonly goOn: () => void }[] = [];

  const answer: Answering = (response, { path, body }) => {
    const name = path?.endsWith('slow') === true ? 'slow' : 'quick';
    const { search_id, criteria } = supplierRequest.parse(JSON.parse(body));
    const asking = `${name} ${search_id}`;
    const [first, second] = OFFERS[name];
    const say = {
      first: () => void response.write(linesOf(batchFound(first, { share: 0.5 }, criteria))),
      second: () => void response.end(linesOf(batchFound(second, { share: 1 }, criteria))),
    };
    response.writeHead(200, NDJSON).write('\n');
    const gets = progress[name];
    if (gets !== 'nothing') say.first();
    if (gets === 'all') say.second();
    const goOn = () => {
      if (gets === 'nothing') say.first();
      if (gets !== 'all') say.second();
    };
    halted.push({ asking, goOn });
    asked.push(asking);
  };

  const server = await OffersServer.start(answer);
  const times = (asking: string): number => asked.filter((was) => was === asking).length;
  return {
    progress,
    /** The setting that names them. */
    SUPPLIERS: `quick=${server.url}/quick,slow=${server.url}/slow`,
    /** How often a supplier was asked for a search. */
    timesAsked: (name: Name, id: string): number => times(`${name} ${id}`),
    /** Resolves when a supplier has been asked so often for a search. */
    askedFor: (name: Name, id: string, often = 1): Promise<void> =>
      until(() => times(`${name} ${id}`) === often),
    /** Whatever has halted of the answers to one who asked for a search goes on to its end. */
    goOn: (name: Name, id: string, which = 0): void =>
      halted.filter(({ asking }) => asking === `${name} ${id}`)[which]?.goOn(),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};

export type HaltingSuppliers = Awaited<ReturnType<typeof startHaltingSuppliers>>;
