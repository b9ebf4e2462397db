import { err, ok, type Result } from 'neverthrow';
import { duffelSupplier } from './adapters/suppliers/duffel/duffel-supplier.ts';
import { urlSupplier } from './adapters/suppliers/http/url-supplier.ts';
import { type LoadedModule, loadModule } from './adapters/suppliers/module/load-module.ts';
import { moduleSupplier } from './adapters/suppliers/module/module-supplier.ts';
import { simulatedSuppliers } from './adapters/suppliers/simulated/simulated-suppliers.ts';
import type { SupplierSource } from './adapters/suppliers/supplier-source.ts';
import { guardSupplier } from './application/guards/guard-supplier.ts';
import type { Config } from './config.ts';
import type { Carriers } from './domain/ports/carriers.ts';
import type { Clock } from './domain/ports/clock.ts';
import type { Journal } from './domain/ports/journal.ts';
import type { Places } from './domain/ports/places.ts';
import type { SupplierAnswers } from './domain/ports/supplier-answers.ts';
import type { Supplier } from './domain/ports/supplier.ts';
import type { TimeZones } from './domain/ports/time-zones.ts';

/** By supplier id. */
export type LoadedModules = ReadonlyMap<string, LoadedModule>;

/** The modules among the suppliers, or a sentence for each that cannot be one. */
export const loadModules = async (
  sources: readonly SupplierSource[],
): Promise<Result<LoadedModules, readonly string[]>> => {
  const modules = new Map<string, LoadedModule>();
  const faults: string[] = [];
  for (const source of sources) {
    if (source.type !== 'module') continue;
    const loaded = await loadModule(source.path);
    if (loaded.isOk()) modules.set(source.supplier_id, loaded.value);
    else faults.push(`SUPPLIERS: ${loaded.error}`);
  }
  return faults.length > 0 ? err(faults) : ok(modules);
};

export interface SuppliersDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly places: Places;
  readonly carriers: Carriers;
  readonly timeZones: TimeZones;
  readonly answers: SupplierAnswers;
}

type Suppliers = Pick<
  Config,
  | 'SUPPLIERS'
  | 'SUPPLIER_CACHE'
  | 'SUPPLIER_TIMEOUT'
  | 'DUFFEL_ACCESS_TOKEN'
  | 'SIMULATION_SEED'
  | 'SIMULATION_SPEED'
>;

/** The suppliers of the settings, in their order, each behind what guards it. */
export const createSuppliers = (
  config: Suppliers,
  modules: LoadedModules,
  { clock, journal, places, carriers, timeZones, answers }: SuppliersDeps,
): readonly Supplier[] => {
  const simulation = { seed: config.SIMULATION_SEED, speed: config.SIMULATION_SPEED };
  const simulated = simulatedSuppliers({ ...simulation, clock, places, carriers, timeZones });

  const duffelToken = (): string => known(config.DUFFEL_ACCESS_TOKEN);

  /** With what tells it apart from one that has its name and is set up differently. */
  const supplierOf = (source: SupplierSource): readonly [supplier: Supplier, fingerprint: string] => {
    const { supplier_id } = source;
    switch (source.type) {
      case 'simulated':
        return [known(simulated.find((supplier) => supplier.supplier_id === supplier_id)), shown(simulation)];
      case 'duffel':
        return [duffelSupplier({ token: duffelToken(), clock }), shown([source, duffelToken()])];
      case 'module':
        return [moduleSupplier(supplier_id, known(modules.get(supplier_id)), { journal }), shown(source)];
      case 'url':
        return [urlSupplier(source), shown(source)];
    }
  };

  const onTrouble = (reason: string): void =>
    journal({ type: 'store_unavailable', during: 'answers', reason });
  return config.SUPPLIERS.map((source) => {
    const [supplier, fingerprint] = supplierOf(source);
    return guardSupplier(supplier, {
      clock,
      answers,
      keptMs: config.SUPPLIER_CACHE,
      timeoutMs: config.SUPPLIER_TIMEOUT,
      fingerprint,
      onTrouble,
    });
  });
};

const shown = (setUp: unknown): string => JSON.stringify(setUp);

/** The settings have been read, and the modules loaded: what they name is there. */
const known = <T>(thing: T | undefined): T => {
  if (thing === undefined) throw new Error('a supplier is asked for that was not set up');
  return thing;
};
