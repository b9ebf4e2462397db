import type { CarrierFilter, Criteria } from './criteria.ts';

/** One text for all criteria that ask the same, whatever the order in which they are written down. */
export const canonicalCriteria = (criteria: Criteria): string =>
  JSON.stringify(
    {
      ...criteria,
      passengers: {
        ...criteria.passengers,
        children_ages: criteria.passengers.children_ages.toSorted((one, other) => one - other),
      },
      ...(criteria.carriers !== undefined && { carriers: inOrder(criteria.carriers) }),
    },
    sortedFields,
  );

const inOrder = (filter: CarrierFilter): CarrierFilter =>
  'include' in filter
    ? { include: [...new Set(filter.include)].toSorted() }
    : { exclude: [...new Set(filter.exclude)].toSorted() };

const sortedFields = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;
