import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { loadModule } from '../../../../src/adapters/suppliers/module/load-module.ts';
import { moduleSupplier } from '../../../../src/adapters/suppliers/module/module-supplier.ts';
import { deferred } from '../../../support/deferred.ts';
import { batchFound } from '../../../support/found-offers.ts';
import { hearAnswer, summaryOf, supplierRequest } from '../../../support/hear-answer.ts';
import { strangeModule } from '../../../support/strange-module.ts';

const DEPS = { journal: () => undefined };
let folder: string;
let written = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suppliers-'));
});
afterAll(() => rm(folder, { recursive: true }));

const supplierIn = async (path: string) =>
  (await loadModule(path)).map((module) => moduleSupplier('acme', module, DEPS));

const load = async (source: string, extension = 'mjs') => {
  written += 1;
  const path = join(folder, `acme${written}.${extension}`);
  await writeFile(path, source);
  return supplierIn(relative('.', path));
};

const GENERATOR = 'export default async function* search() { yield { offers: [], share: 1 }; }';

describe('a module', () => {
  it('is a supplier with the function that it exports', async () => {
    const supplier = (await load(GENERATOR))._unsafeUnwrap();
    expect(supplier).toEqual({ supplier_id: 'acme', name: 'acme', search: expect.any(Function) });
    expect(await hearAnswer(supplier)).toEqual({ batches: [{ offers: [], share: 1 }], stop: undefined });
  });

  it('may be of the older kind', async () => {
    const source = 'module.exports = async function* search() { yield { offers: [], share: 1 }; };';
    const supplier = (await load(source, 'cjs'))._unsafeUnwrap();
    expect((await hearAnswer(supplier)).batches).toHaveLength(1);
  });

  it('may say its name, what it can be asked, and how often', async () => {
    const capabilities = {
      maxSlices: 2,
      maxPassengers: 4,
      cabins: ['economy'],
      currencies: ['EUR'],
      markets: ['NL'],
    };
    const limits = { timeoutMs: 5_000, perMinute: 60, concurrent: 2 };
    const about = `export const name = 'Acme Air';
      export const capabilities = ${JSON.stringify(capabilities)};
      export const limits = ${JSON.stringify(limits)};
      export const ofItsOwn = 7;`;
    expect((await load(`${GENERATOR}\n${about}`))._unsafeUnwrap()).toEqual({
      supplier_id: 'acme',
      name: 'Acme Air',
      capabilities,
      limits,
      search: expect.any(Function),
    });
  });

  test.each([
    ['that is not there', '', '', /acme\d+\.nothing cannot be loaded: /],
    ['that throws', 'throw new Error("no key");', 'mjs', /acme\d+\.mjs cannot be loaded: no key$/],
    ['that throws nothing', 'throw undefined;', 'mjs', /cannot be loaded: undefined$/],
    ['that is no JavaScript', '<html>', 'mjs', /cannot be loaded: /],
    ['without exports', '', 'mjs', /exports no function as its default$/],
    ['with another default', 'export default { search() {} };', 'mjs', /exports no function as its default$/],
    [
      'with a name that is none',
      `${GENERATOR} export const name = 7;`,
      'mjs',
      /exports name that cannot be used: Expected text of 1 to 120 characters\.$/,
    ],
    [
      'with capabilities that are none',
      `${GENERATOR} export const capabilities = true;`,
      'mjs',
      /exports capabilities that cannot be used: Expected an object with maxSlices, /,
    ],
    [
      'with a cabin in the place of a list',
      `${GENERATOR} export const capabilities = { cabins: 'economy' };`,
      'mjs',
      /exports capabilities\.cabins that cannot be used: Expected a list\.$/,
    ],
    [
      'with a currency that is none',
      `${GENERATOR} export const capabilities = { currencies: [978] };`,
      'mjs',
      /exports capabilities\.currencies\.0 that cannot be used: Expected three capital letters\.$/,
    ],
    [
      'with a limit that is none',
      `${GENERATOR} export const limits = { perMinute: 0 };`,
      'mjs',
      /exports limits\.perMinute that cannot be used: Expected a whole number from 1\.$/,
    ],
    [
      'with a misspelled limit',
      `${GENERATOR} export const limits = { per_minute: 6 };`,
      'mjs',
      /exports limits that cannot be used: It has per_minute; expected only timeoutMs, perMinute, concurrent\.$/,
    ],
    [
      'with an unknown cabin',
      `${GENERATOR} export const capabilities = { cabins: ['cargo'] };`,
      'mjs',
      /exports capabilities\.cabins\.0 that cannot be used: Expected one of economy, premium_economy, business, first\.$/,
    ],
    [
      'with a getter that throws',
      `${GENERATOR} export const limits = { get perMinute() { throw new Error('no'); } };`,
      'mjs',
      /cannot be loaded: no$/,
    ],
  ])('%s is refused with one sentence', async (_what, source, extension, sentence) => {
    const loaded =
      extension === '' ? await supplierIn(join(folder, 'acme0.nothing')) : await load(source, extension);
    expect(loaded._unsafeUnwrapErr()).toMatch(sentence);
    expect(loaded._unsafeUnwrapErr()).not.toContain('\n');
  });

  it('is given the request, of which it can change nothing', async () => {
    const asked: unknown[] = [];
    const request = supplierRequest();
    const before = structuredClone(request);
    const module = strangeModule(async function* search(given) {
      asked.push(structuredClone(given));
      Object.assign(given.criteria, { currency: 'XXX' });
      yield batchFound([1]);
    });
    await hearAnswer(moduleSupplier('acme', module, DEPS), request);
    expect([asked, request]).toEqual([[before], before]);
  });

  it('may leave fields undefined', async () => {
    const { offers } = batchFound([1]);
    const module = strangeModule(async function* search() {
      yield { offers: offers.map((offer) => ({ ...offer, deep_link: undefined })), share: undefined };
    });
    expect(summaryOf(await hearAnswer(moduleSupplier('acme', module, DEPS)))).toMatchObject({
      offers: ['o1'],
    });
  });

  it('is given the signal, and is not listened to after it', async () => {
    const abort = new AbortController();
    const module = strangeModule(async function* search(_request, signal) {
      yield batchFound([1]);
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve);
        abort.abort();
      });
      yield batchFound([2]);
    });
    const heard = await hearAnswer(moduleSupplier('acme', module, DEPS), supplierRequest(), abort.signal);
    expect(summaryOf(heard)).toEqual({ offers: ['o1'], malformed: 0, stop: undefined });
  });

  it('may throw what it likes once the signal has aborted', async () => {
    const abort = new AbortController();
    const module = strangeModule(async function* search() {
      yield batchFound([1]);
      abort.abort();
      throw new Error('aborted');
    });
    const happened: unknown[] = [];
    const supplier = moduleSupplier('acme', module, { journal: (happening) => happened.push(happening) });
    expect((await hearAnswer(supplier, supplierRequest(), abort.signal)).stop).toBeUndefined();
    expect(happened).toEqual([]);
  });

  it('cleans up where nobody takes the next batch', async () => {
    const letGo = deferred();
    const module = strangeModule(async function* search() {
      try {
        yield batchFound([1]);
        yield batchFound([2]);
      } finally {
        letGo.resolve();
      }
    });
    const supplier = moduleSupplier('acme', module, DEPS);
    for await (const said of supplier.search(supplierRequest(), new AbortController().signal)) {
      expect(said.isOk()).toBe(true);
      break;
    }
    await letGo.promise;
  });
});
