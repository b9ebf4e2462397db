import { faultCount, furtherFaults } from '../offers/count-faults.ts';
import { foldItineraries } from './fold-itineraries.ts';
import { foldOffers } from './fold-offers.ts';
import { MOST_PERCENT, type ResultFound } from './messages.ts';
import type { SupplierView } from './search-view.ts';
import type { ViewDraft } from './view-draft.ts';

/** Each part says whether it brought something new, so that a repeated result is not counted again. */
export const foldResult = (draft: ViewDraft, found: ResultFound): void => {
  const itineraries = foldItineraries(draft, found);
  const news = [
    itineraries.changed,
    foldNames(draft.airports, found.dictionaries.airports),
    foldNames(draft.carriers, found.dictionaries.carriers),
    foldSupplier(draft, found),
    foldOffers(draft, found, itineraries.mislabelled),
    foldPercent(draft, found),
  ];
  if (news.includes(true)) draft.results += 1;
};

const foldNames = <Name>(names: Map<string, Name>, found: Readonly<Record<string, Name>>): boolean => {
  const { size } = names;
  for (const [code, name] of Object.entries(found)) if (!names.has(code)) names.set(code, name);
  return names.size > size;
};

/** A supplier ends once: the first end stands, and an answer that is repeated behind it does not reopen it. */
const foldSupplier = (draft: ViewDraft, found: ResultFound): boolean => {
  const { supplier_id, supplier_status, error } = found;
  const known = draft.suppliers.get(supplier_id);
  const supplier: SupplierView = known ?? { supplier_id, name: supplier_id, status: 'answering', offers: 0 };
  const ends = supplier.status === 'answering' && supplier_status !== 'answering';
  const dropped = furtherFaults(supplier.dropped ?? {}, found.dropped ?? {});
  // Each count only grows, so nothing is new where their sum has not.
  const dropsMore = faultCount(dropped) > faultCount(supplier.dropped ?? {});
  if (known !== undefined && !ends && !dropsMore) return false;
  draft.suppliers.set(supplier_id, {
    ...supplier,
    ...(ends && { status: supplier_status }),
    ...(ends && error !== undefined && { error }),
    ...(dropsMore && { dropped }),
  });
  return true;
};

const foldPercent = (draft: ViewDraft, { progress }: ResultFound): boolean => {
  const percent = Math.min(MOST_PERCENT, Math.floor(progress.percent));
  if (percent <= draft.percent) return false;
  draft.percent = percent;
  return true;
};
