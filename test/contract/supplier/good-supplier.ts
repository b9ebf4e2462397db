import type { Criteria } from '../../../src/domain/flights/criteria/criteria.ts';
import { offerFound, segmentFound } from '../../support/found-offers.ts';

interface Asked {
  readonly criteria: Criteria;
}

/** Its price is that of a party. */
export const goodOffer = (number: number, { criteria }: Asked) => {
  const { adults, children_ages } = criteria.passengers;
  return offerFound(
    number,
    {
      price: { amount: `${100 * (adults + children_ages.length)}.00`, currency: criteria.currency },
      slices: criteria.slices.map((slice, at) => {
        const flight = segmentFound(number + at, {}, { ...criteria, slices: [slice] });
        return {
          segments: [
            {
              ...flight,
              origin: slice.origin,
              destination: slice.destination,
              arriving_at: `${slice.departure_date}T09:40`,
            },
          ],
        };
      }),
    },
    criteria,
  );
};

export const sells = ({ criteria }: Asked): boolean => criteria.slices[0]?.origin === 'AMS';

/** Sells one flight between Amsterdam and London, and does all that is promised. */
export async function* goodSupplier(request: Asked) {
  yield { offers: sells(request) ? [goodOffer(1, request)] : [], share: 1 };
}
