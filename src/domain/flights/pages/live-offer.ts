import { hasExpired } from '../offers/has-expired.ts';
import { type Money, minorUnits } from '../offers/money.ts';
import type { BaggageAllowance, TransferType } from '../offers/offer.ts';
import type { SupplierOffer } from '../view/search-view.ts';

/** An offer that is to be had, with what it is compared by. */
export interface LiveOffer {
  readonly offer: SupplierOffer;
  readonly units: number;
  /** Checked ones, a passenger; undefined where nobody has said. */
  readonly bags: number | undefined;
  /** Undefined where nobody has said. */
  readonly refundable: boolean | undefined;
}

/** Undefined for one that has expired, or whose price cannot be compared. */
export const liveOffer = (
  offer: SupplierOffer,
  currency: Money['currency'],
  asOfMs: number,
): LiveOffer | undefined => {
  const units = offer.price.currency === currency ? minorUnits(offer.price) : undefined;
  if (units === undefined || hasExpired(offer, asOfMs)) return undefined;
  return {
    offer,
    units,
    bags: bagsOf(offer.baggage?.checked),
    refundable: offer.conditions?.refundable?.allowed,
  };
};

/** Where bags are counted by weight, one is taken along at least. */
const bagsOf = (allowance: BaggageAllowance | undefined): number | undefined => {
  if (allowance === undefined) return undefined;
  if ('quantity' in allowance) return allowance.quantity;
  return allowance.weight_kg > 0 ? 1 : 0;
};

/** One booking is taken to be meant where nothing is said, though one that is promised goes before it. */
const TRANSFER_ORDER: Readonly<Record<TransferType | 'unsaid', number>> = {
  managed: 0,
  unsaid: 1,
  protected_self_transfer: 2,
  self_transfer: 3,
};

const transferOrder = ({ offer }: LiveOffer): number => TRANSFER_ORDER[offer.transfer_type ?? 'unsaid'];

const refundOrder = ({ refundable }: LiveOffer): number => {
  if (refundable === undefined) return 1;
  return refundable ? 0 : 2;
};

/** Cheapest first, and of one price the better one. `supplierOrder` is where each supplier was first named. */
export const compareOffers =
  (supplierOrder: ReadonlyMap<string, number>) =>
  (one: LiveOffer, other: LiveOffer): number =>
    one.units - other.units ||
    transferOrder(one) - transferOrder(other) ||
    refundOrder(one) - refundOrder(other) ||
    (other.bags ?? 0) - (one.bags ?? 0) ||
    orderOf(supplierOrder, one) - orderOf(supplierOrder, other) ||
    compareText(one.offer.supplier_id, other.offer.supplier_id) ||
    compareText(one.offer.offer_id, other.offer.offer_id);

const orderOf = (supplierOrder: ReadonlyMap<string, number>, { offer }: LiveOffer): number =>
  supplierOrder.get(offer.supplier_id) ?? supplierOrder.size;

/** By code units, so the same on every machine. */
export const compareText = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

/** Offers of one supplier that promise the same for their price are alike. */
export const likenessOf = ({ offer, refundable }: LiveOffer): string =>
  [
    offer.supplier_id,
    offer.cabins.join('+'),
    refundable,
    offer.transfer_type,
    allowanceText(offer.baggage?.carry_on),
    allowanceText(offer.baggage?.checked),
    offer.fare_brand,
  ].join('/');

const allowanceText = (allowance: BaggageAllowance | undefined): string => {
  if (allowance === undefined) return '';
  return 'quantity' in allowance ? `${allowance.quantity}` : `${allowance.weight_kg}kg`;
};
