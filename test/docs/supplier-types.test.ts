import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from '@jest/globals';
import ts from 'typescript';
import { fencedBlock } from '../support/documents.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OPTIONS: ts.CompilerOptions = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  strict: true,
  // Its own functions need no types.
  noImplicitAny: false,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  typeRoots: [join(ROOT, 'node_modules/@types')],
};

const module = fencedBlock('docs/write-a-supplier.md', 'js').replace("import('./", `import('${ROOT}`);

/** What the compiler finds wrong with a module. */
const faultsIn = (source: string): readonly string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'supplier-types-'));
  try {
    const path = join(folder, 'acme.mjs');
    writeFileSync(path, source);
    const program = ts.createProgram([path], OPTIONS);
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('the types of a supplier', () => {
  it('fit the module of the document', () => {
    expect(faultsIn(module)).toEqual([]);
  });

  test.each([
    ['a price is a number', '`${euros}.00`', 'euros', "'number' is not assignable to type 'string'"],
    ['an offer has no id', 'offer_id: `acme-${number}`, ', '', "Property 'offer_id' is missing"],
    [
      'a field of the request is misspelled',
      'departure_date }',
      'departure_day }',
      "'departure_day' does not exist",
    ],
  ])('show where %s', (_what, right, wrong, fault) => {
    expect(module).toContain(right);
    expect(faultsIn(module.replace(right, wrong)).join('\n')).toContain(fault);
  });
});
