import { describe, expect, it, test } from '@jest/globals';
import { moduleSupplier } from '../../../../src/adapters/suppliers/module/module-supplier.ts';
import type { Happening } from '../../../../src/domain/ports/journal.ts';
import { batchFound, offerFound } from '../../../support/found-offers.ts';
import { hearAnswer, summaryOf } from '../../../support/hear-answer.ts';
import { strangeModule } from '../../../support/strange-module.ts';

const supplierThat = (search: Parameters<typeof strangeModule>[0], onHappening?: (it: Happening) => void) =>
  moduleSupplier('acme', strangeModule(search), { journal: (happening) => onHappening?.(happening) });

const answerOf = async (search: Parameters<typeof strangeModule>[0]) =>
  summaryOf(await hearAnswer(supplierThat(search)));
const answerOfBatches = (...batches: readonly unknown[]) =>
  answerOf(async function* search() {
    yield* batches;
  });

const throwing = (error: unknown) =>
  // oxlint-disable-next-line require-yield
  async function* search(): AsyncGenerator<never, void> {
    throw error;
  };

const withGetter = (name: string): unknown =>
  Object.defineProperty({ ...offerFound(1) }, name, {
    enumerable: true,
    get: () => {
      throw new Error('a getter that throws');
    },
  });

const revoked = (): unknown => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** Can be handed on, and nothing else. */
const unreadable = (): unknown =>
  new Proxy(
    {},
    {
      get: (_target, name) => (name === 'then' ? undefined : revoked()),
      ownKeys: () => {
        throw new Error('a proxy that throws');
      },
    },
  );

const cyclic = (): unknown => {
  const offer: Record<string, unknown> = { ...offerFound(1) };
  offer['itself'] = offer;
  return offer;
};

describe('an offer that is none', () => {
  test.each<[string, unknown]>([
    ['no object', 'an offer'],
    ['nothing', undefined],
    ['one with a price as a number', { ...offerFound(1), price: { amount: 120.5, currency: 'EUR' } }],
    ['one with a negative price', { ...offerFound(1), price: { amount: '-1', currency: 'EUR' } }],
    ['one with a duration under nothing', offerFound(1, { slices: [{ segments: [] }] })],
    ['one with a link that runs a script', { ...offerFound(1), deep_link: 'javascript:alert(1)' }],
    ['one whose getter throws', withGetter('price')],
    ['one with a getter of its own that throws', withGetter('of_its_own')],
    ['a revoked proxy', revoked()],
    ['one that holds itself', cyclic()],
    ['one with a big integer', { ...offerFound(1), seats_left: 1n }],
  ])('such as %s is counted, and costs no other', async (_what, offer) => {
    expect(await answerOfBatches({ offers: [offer, offerFound(2)] })).toEqual({
      offers: ['o2'],
      malformed: 1,
      stop: undefined,
    });
  });
});

describe('an answer that is none', () => {
  test.each<[string, unknown]>([
    ['text', '<html>'],
    ['nothing', undefined],
    ['a list of offers', [offerFound(1)]],
    ['offers that are no list', { offers: { length: 1, 0: offerFound(1) } }],
    ['a share over 1', { offers: [], share: 2 }],
    ['a getter that throws', { ...batchFound([1]), removed: withGetter('price') }],
    ['a proxy that throws', unreadable()],
    ['offers without end', { offers: new Proxy([], { get: () => Number.POSITIVE_INFINITY }) }],
    ['more offers than anybody has', { offers: Array.from({ length: 20_001 }, () => offerFound(1)) }],
  ])('such as %s is unreadable, and what came before it stands', async (_what, batch) => {
    expect(await answerOfBatches(batchFound([1]), batch, batchFound([2]))).toEqual({
      offers: ['o1'],
      malformed: 0,
      stop: 'unreadable_answer',
    });
  });

  test.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['a batch instead of batches', () => batchFound([1])],
    ['a promise', async () => [batchFound([1])]],
    ['an iterator that is none', () => ({ [Symbol.asyncIterator]: () => 'no iterator' })],
    [
      'an iterable that throws',
      () => ({
        [Symbol.asyncIterator]: () => {
          throw new Error('no');
        },
      }),
    ],
    ['a proxy that throws', () => revoked()],
  ])('such as %s in the place of batches is a crash', async (_what, search) => {
    expect(await answerOf(search)).toEqual({ offers: [], malformed: 0, stop: 'supplier_crashed' });
  });

  test.each<[string, object]>([
    ['batches', batchFound([])],
    ['offers', { offers: Array.from({ length: 100 }, (_, index) => offerFound(index + 1)) }],
    ['offers that are none', { offers: Array.from({ length: 15_000 }, () => 0) }],
    ['removals', { offers: [], removed: Array.from({ length: 15_000 }, (_, index) => `o${index}`) }],
  ])('such as %s without end is ended', async (_what, batch) => {
    let isLetGo = false;
    const { stop } = await hearAnswer(
      supplierThat(async function* search() {
        try {
          for (;;) yield batch;
        } finally {
          isLetGo = true;
        }
      }),
    );
    expect([stop?.code, isLetGo]).toEqual(['answer_too_large', true]);
  });

  it('may be 10,000 offers', async () => {
    const { offers } = await answerOfBatches({
      offers: Array.from({ length: 10_000 }, (_, at) => ({ ...offerFound(1), offer_id: `o${at}` })),
    });
    expect(offers).toHaveLength(10_000);
  });

  it('may be a list of batches', async () => {
    expect(await answerOf(() => [batchFound([1]), batchFound([2])])).toMatchObject({ offers: ['o1', 'o2'] });
  });
});

describe('what a module throws', () => {
  test.each<[string, unknown, unknown]>([
    [
      'an error with a code',
      Object.assign(new Error('busy'), { code: 'sold_out', retryable: true }),
      { code: 'sold_out', retryable: true },
    ],
    ['an object with a code', { code: 'sold_out' }, { code: 'sold_out', retryable: false }],
    [
      'one that has nothing to do with it',
      { code: 'no_such_route', skipped: true },
      { code: 'no_such_route', retryable: false, skipped: true },
    ],
    ['a code of Node', Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), undefined],
    ['a code that is no text', { code: 7 }, undefined],
    ['a retryable that is none', { code: 'sold_out', retryable: 'yes' }, undefined],
    ['text', 'no', undefined],
    ['nothing', undefined, undefined],
    ['a revoked proxy', revoked(), undefined],
    ['a symbol', Symbol('no'), undefined],
  ])('such as %s says why it stopped, or is a crash', async (_what, error, stop) => {
    const happened: Happening[] = [];
    const heard = await hearAnswer(supplierThat(throwing(error), (happening) => happened.push(happening)));
    expect(heard.stop).toEqual(stop ?? { code: 'supplier_crashed', retryable: false });
    expect(happened.map(({ type }) => type)).toEqual(stop === undefined ? ['supplier_crashed'] : []);
  });

  it('can be read by whoever runs the product', async () => {
    const happened: Happening[] = [];
    const error = new TypeError('cannot read the fares');
    await hearAnswer(supplierThat(throwing(error), (happening) => happened.push(happening)));
    expect(happened).toMatchObject([
      { supplier: 'acme', error: { message: error.message, stack: error.stack } },
    ]);
  });

  it('keeps its code in the log, though it says nothing to us', async () => {
    const happened: Happening[] = [];
    const error = Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' });
    await hearAnswer(supplierThat(throwing(error), (happening) => happened.push(happening)));
    expect(happened).toMatchObject([{ error: { message: 'no connection', code: 'ECONNREFUSED' } }]);
  });

  it('costs nothing of what it gave before', async () => {
    expect(
      await answerOf(async function* search() {
        yield batchFound([1]);
        throw new Error('no more');
      }),
    ).toEqual({ offers: ['o1'], malformed: 0, stop: 'supplier_crashed' });
  });
});
