import type { Supplier } from '../../../domain/ports/supplier.ts';
import { PROFILES } from './profiles.ts';
import { simulatedSupplier, type Simulation } from './simulated-supplier.ts';
import { worldOf } from './world.ts';

/** Suppliers of an invented market on real airports. They differ in speed and stock, and sell in part the same flights. */
export const simulatedSuppliers = (simulation: Simulation): readonly Supplier[] => {
  const world = worldOf(simulation);
  return PROFILES.map((profile) => simulatedSupplier(profile, simulation, world));
};
