import type { Result } from 'neverthrow';
import type { Supplier } from '../../../domain/ports/supplier.ts';
import { loadModule } from './load-module.ts';
import { moduleSupplier, type ModuleSupplierDeps } from './module-supplier.ts';

/** The supplier that a module is, or one sentence that says why it is none. */
export const loadModuleSupplier = async (
  { supplier_id, path }: { readonly supplier_id: string; readonly path: string },
  deps: ModuleSupplierDeps,
): Promise<Result<Supplier, string>> => {
  const loaded = await loadModule(path);
  return loaded.map((module) => moduleSupplier(supplier_id, module, deps));
};
