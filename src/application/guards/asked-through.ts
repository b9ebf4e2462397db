import type { Supplier } from '../../domain/ports/supplier.ts';

/** The same supplier, asked in another way. */
export const askedThrough = (
  { supplier_id, name, capabilities, limits }: Supplier,
  search: Supplier['search'],
): Supplier => ({
  supplier_id,
  name,
  ...(capabilities !== undefined && { capabilities }),
  ...(limits !== undefined && { limits }),
  search,
});
