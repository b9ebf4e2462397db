/** What a fare includes, and what it costs against the cheapest of the same flight. */
export interface FareBrand {
  readonly name: string;
  readonly factor: number;
  readonly carryOn: number;
  readonly checkedBags: number;
  readonly refundable: boolean;
  readonly changeable: boolean;
}

export const LIGHT: FareBrand = {
  name: 'Light',
  factor: 1,
  carryOn: 1,
  checkedBags: 0,
  refundable: false,
  changeable: false,
};
export const CLASSIC: FareBrand = {
  ...LIGHT,
  name: 'Classic',
  factor: 1.18,
  checkedBags: 1,
  changeable: true,
};
export const FLEX: FareBrand = { ...CLASSIC, name: 'Flex', factor: 1.55, checkedBags: 2, refundable: true };

/** Of low-cost carriers. */
export const BASIC: FareBrand = { ...LIGHT, name: 'Basic', carryOn: 0 };
export const PLUS: FareBrand = { ...BASIC, name: 'Plus', factor: 1.3, carryOn: 1, changeable: true };
