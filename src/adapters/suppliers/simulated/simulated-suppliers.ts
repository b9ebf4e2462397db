import type { Supplier } from '../../../domain/ports/supplier.ts';
import { PROFILES } from './profiles.ts';
import { simulatedSupplier, type Simulation } from './simulated-supplier.ts';

/** Three suppliers of an invented world. They differ in speed and stock, and sell in part the same flights. */
export const simulatedSuppliers = (simulation: Simulation): readonly Supplier[] =>
  PROFILES.map((profile) => simulatedSupplier(profile, simulation));
