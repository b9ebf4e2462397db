import { isAbsolute, parse } from 'node:path';
import { err, ok, Result } from 'neverthrow';

/** One of the suppliers that the settings name. */
export type SupplierSource =
  | { readonly type: 'simulated'; readonly supplier_id: string }
  | { readonly type: 'duffel'; readonly supplier_id: 'duffel' }
  | { readonly type: 'module'; readonly supplier_id: string; readonly path: string }
  | UrlSource;

export interface UrlSource {
  readonly type: 'url';
  readonly supplier_id: string;
  /** Without user and password. */
  readonly url: string;
  /** What they are sent as. */
  readonly authorization?: string;
}

/** A name of one's own before a module or a URL: `acme=./suppliers/search.js`. */
const NAMED = /^([A-Za-z0-9][\w.-]{0,63})=(.+)$/;
const LONGEST_ID = 64;

/** What an id may be made of; everything else becomes a hyphen. */
const idOf = (text: string): string =>
  text
    .replaceAll(/[^\w.]+/g, '-')
    .replaceAll(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, LONGEST_ID);

const isPath = (item: string): boolean => isAbsolute(item) || /^\.\.?[/\\]/.test(item);

const credentialsOf = ({ username, password }: URL): { readonly authorization?: string } => {
  if (username === '' && password === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
};

const urlSource = (text: string, name: string | undefined): Result<UrlSource, string> => {
  const url = new URL(text);
  const credentials = Result.fromThrowable(credentialsOf)(url);
  if (credentials.isErr()) return err('has a user or a password that is not percent-encoded');
  const supplier_id = name ?? idOf(url.port === '' ? url.hostname : `${url.hostname}-${url.port}`);
  url.username = '';
  url.password = '';
  url.hash = '';
  return ok({ type: 'url', supplier_id, url: url.href, ...credentials.value });
};

/** What one item of `SUPPLIERS` means, or what is wrong with it: the end of a sentence, which does not repeat the item. */
const parseSupplierSource = (item: string, simulated: readonly string[]): Result<SupplierSource, string> => {
  if (simulated.includes(item)) return ok({ type: 'simulated', supplier_id: item });
  if (item === 'duffel') return ok({ type: 'duffel', supplier_id: 'duffel' });
  const [, name, rest = item] = NAMED.exec(item) ?? [];
  if (isPath(rest)) {
    const supplier_id = name ?? idOf(parse(rest).name);
    return supplier_id === ''
      ? err('has a file name without letters: name it, like acme=./acme.js')
      : ok({ type: 'module', supplier_id, path: rest });
  }
  if (/^https?:\/\//i.test(rest)) {
    return URL.canParse(rest) ? urlSource(rest, name) : err('is no URL that can be asked');
  }
  return err(
    `is no supplier: expected ${[...simulated, 'duffel'].join(', ')}, a module like ./acme.js, or a URL like https://acme.internal/offers`,
  );
};

/** What the text of `SUPPLIERS` means, or one sentence for each item that is wrong. No sentence repeats a password. */
export const parseSupplierSources = (
  text: string,
  simulated: readonly string[],
): Result<readonly SupplierSource[], readonly string[]> => {
  const items = text.split(',').map((item) => item.trim());
  // A comma in a password cuts it in two, so where there may be one nothing is shown.
  const isSecret = /[@?]/.test(text);
  const shown = (at: number): string =>
    isSecret ? `supplier ${at + 1} of ${items.length}` : `"${items[at] ?? ''}"`;
  const sources: SupplierSource[] = [];
  const faults: string[] = [];
  for (const [at, item] of items.entries()) {
    const source = parseSupplierSource(item, simulated);
    if (source.isErr()) {
      faults.push(`${shown(at)} ${source.error}`);
      continue;
    }
    const { supplier_id } = source.value;
    if (sources.some((other) => other.supplier_id === supplier_id)) {
      faults.push(
        `${shown(at)} is the second supplier named ${supplier_id}: give it another name, like acme=./acme.js`,
      );
    }
    sources.push(source.value);
  }
  return faults.length > 0 ? err(faults) : ok(sources);
};
