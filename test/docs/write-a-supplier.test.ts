import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { STOP_WORDS } from '../../scripts/supplier-contract/fault-words.ts';
import { MAX_ANSWER_BATCHES, MAX_ANSWER_OFFERS } from '../../src/adapters/suppliers/answer-bounds.ts';
import { MAX_ANSWER_BYTES, MAX_LINE_BYTES } from '../../src/adapters/suppliers/http/read-lines.ts';
import { PROFILES } from '../../src/adapters/suppliers/simulated/profiles.ts';
import { parseSupplierSources } from '../../src/adapters/suppliers/supplier-source.ts';
import { MAX_SEGMENTS, MAX_SLICES } from '../../src/adapters/wire/offer.ts';
import { supplierBatch } from '../../src/adapters/wire/supplier-batch.ts';
import { fencedBlock, textOf } from '../support/documents.ts';
import { findProgram } from '../support/find-program.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';

const DOCUMENT = 'docs/write-a-supplier.md';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const blocks = { js: fencedBlock(DOCUMENT, 'js'), python: fencedBlock(DOCUMENT, 'python') };

const MB = 1024 * 1024;

let folder: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-a-supplier-'));
});
afterAll(async () => {
  const left = running.filter(({ exitCode }) => exitCode === null);
  const ended = left.map((child) => once(child, 'exit'));
  for (const child of left) child.kill('SIGKILL');
  await Promise.all(ended);
  await rm(folder, { recursive: true });
});

const write = async (file: string, text: string): Promise<string> => {
  const path = join(folder, file);
  await writeFile(path, text);
  return path;
};

const checkSupplier = async (...args: readonly string[]) => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/check-supplier.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const [code] = await once(child, 'close');
  return { code, printed };
};

/** Of the table under a heading. */
const fieldsIn = (heading: string): readonly string[] => {
  const [, table = ''] = new RegExp(`^${heading}\\n\\n(.*?)\\n\\n`, 'ms').exec(textOf(DOCUMENT)) ?? [];
  return [...table.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );
};

describe('the document on suppliers', () => {
  test('shows a module of 25 lines at most, which keeps the contract of suppliers', async () => {
    expect(blocks.js.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
    const { code, printed } = await checkSupplier(await write('acme.mjs', blocks.js));
    expect(printed).toContain('13 of 13 promises are kept');
    expect(printed).toMatch(/^each request may take 10 seconds\nasking one way …\nasking there and back …\n/);
    expect(printed).toContain('one way: 2 offers in 2 batches');
    expect(printed).toContain('there and back: 2 offers in 2 batches');
    expect(printed).toContain('business class: not asked, by its capabilities');
    expect(code).toBe(0);
  });

  test('shows a URL of 15 lines of Python at most, which keeps it too', async () => {
    expect(blocks.python.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
    const python = findProgram({ variable: 'PYTHON_BIN', names: ['python3'], debianPackage: 'python3' });
    const url = `http://127.0.0.1:${await freePort()}`;
    const path = await write('offers.py', blocks.python);
    running.push(spawn(python, [path, new URL(url).port], { stdio: 'ignore' }));
    await until(async () => (await fetch(url).catch(() => undefined)) !== undefined);
    const { code, printed } = await checkSupplier(url);
    expect(printed).toContain('13 of 13 promises are kept');
    expect(printed).toContain('one way: 1 offer in 1 batch');
    expect(code).toBe(0);
  });

  it('is right that a stray rejection ends nothing: the check goes on and tells of it', async () => {
    const stray = `${blocks.js}\nPromise.reject(new Error('lost'));\n`;
    const { printed } = await checkSupplier(await write('stray.mjs', stray));
    expect(printed).toContain('a promise was rejected while nobody waited for it: lost\n');
    expect(printed).toContain('13 of 13 promises are kept');
  });

  it('begins with a program that starts without a token', () => {
    const [, suppliers = ''] = /^SUPPLIERS=(\S+) npm start$/m.exec(textOf(DOCUMENT)) ?? [];
    const simulated = PROFILES.map(({ supplier_id }) => supplier_id);
    const types = parseSupplierSources(suppliers, simulated)
      ._unsafeUnwrap()
      .map(({ type }) => type);
    expect(types).toEqual(['simulated', 'simulated', 'module']);
  });

  it('says how to find out what is wrong, which is said in plain words', async () => {
    const broken = blocks.js.replace('`${euros}.00`', 'euros + 0.5');
    const { code, printed } = await checkSupplier(await write('broken.mjs', broken));
    expect(printed).toContain('✗ every offer can be read\n');
    expect(printed).toContain(
      'one way: offers[0].price.amount is the number 89.5; expected a decimal string, like "123.40"\n',
    );
    expect(code).toBe(1);
  });

  test.each([
    [[], 'npm run check-supplier -- X'],
    [['kestrel', 'meridian'], 'npm run check-supplier -- X'],
    [['--colour=red', 'kestrel'], '--colour is no option\nnpm run check-supplier -- X'],
    [['--route=London', 'kestrel'], 'npm run check-supplier -- X'],
    [['--route=ams-lhr', 'kestrel'], '--route=ams-lhr: codes are capital letters, like AMS-LHR\n'],
    [['--route=AMS-XQZ', 'kestrel'], '--route=AMS-XQZ: XQZ is no airport or city that is known\n'],
    [['--currency=XXX', 'kestrel'], '--currency=XXX: expected one of EUR, USD, '],
    [['kestrel', '--currency'], '--currency has no value\n'],
    [['--date=tomorrow', 'kestrel'], '--date=tomorrow: expected a day, like 2030-05-01\n'],
    [['--date=2030-02-30', 'kestrel'], 'npm run check-supplier -- X'],
    [['--currency=euro', 'kestrel'], 'npm run check-supplier -- X'],
    [['nobody'], '"nobody" is no supplier: expected '],
    [['./nothing.js'], /^\.\/nothing\.js cannot be loaded: Cannot find module '[^']+'\n$/],
    [['duffel'], 'duffel is asked over the network'],
  ])('explains itself where it is asked for %j', async (args, sentence) => {
    const { code, printed } = await checkSupplier(...args);
    expect(printed).toMatch(sentence);
    expect(code).toBe(1);
  });

  const offer = supplierBatch.shape.offers.element;
  const segment = offer.shape.slices.element.shape.segments.element;

  test.each([
    ['A batch:', supplierBatch.shape],
    ['An offer:', offer.shape],
    ['A segment, which is one flight number:', segment.shape],
  ])('lists every field of what it calls "%s"', (heading, shape) => {
    expect(fieldsIn(heading).toSorted()).toEqual(Object.keys(shape).toSorted());
  });

  it('lists every code that is given for a supplier', () => {
    for (const code of Object.keys(STOP_WORDS)) expect(textOf(DOCUMENT)).toContain(`\`${code}\``);
  });

  test.each([
    `${MAX_ANSWER_OFFERS.toLocaleString('en')} offers`,
    `${MAX_ANSWER_BATCHES.toLocaleString('en')} batches`,
    `${MAX_ANSWER_BYTES / MB} MB, unpacked`,
    `${MAX_LINE_BYTES / MB} MB, about`,
    `| ${MAX_SLICES}, and ${MAX_SEGMENTS} |`,
  ])('gives the limit of %s', (limit) => {
    expect(textOf(DOCUMENT)).toContain(limit);
  });

  test.each([...textOf(DOCUMENT).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path))(
    'links to %s, which is there',
    (path) => {
      expect(existsSync(new URL(path, new URL(DOCUMENT, `file://${ROOT}`)))).toBe(true);
    },
  );
});
