import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { err, type Result } from 'neverthrow';
import type { SearchOffers } from '../../../domain/ports/search-offers.ts';
import { parseSupplierModule, type SupplierModule } from '../../wire/supplier-module.ts';

export interface LoadedModule extends SupplierModule {
  readonly searchOffers: SearchOffers;
}

/** What it yields is looked at batch by batch, and what it returns when it is asked. */
const isSearchOffers = (value: unknown): value is SearchOffers => typeof value === 'function';

/** Node says who wanted a file that is not there; where it is this one, that helps nobody. */
const WANTED_HERE = ` imported from ${fileURLToPath(import.meta.url)}`;

const messageOf = (error: unknown): string => {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return 'it threw something that cannot be shown';
  }
};

/** Loads a module, whose path counts from the working directory; or says in one sentence why it is no supplier. */
export const loadModule = async (path: string): Promise<Result<LoadedModule, string>> => {
  try {
    const loaded: unknown = await import(pathToFileURL(resolve(path)).href);
    const { default: searchOffers, ...said } = { default: undefined, ...Object(loaded) };
    if (!isSearchOffers(searchOffers)) return err(`${path} exports no function as its default`);
    return parseSupplierModule(said)
      .map((about) => ({ ...about, searchOffers }))
      .mapErr((fault) => `${path} exports ${fault}`);
  } catch (error) {
    return err(`${path} cannot be loaded: ${messageOf(error).replace(WANTED_HERE, '')}`);
  }
};
