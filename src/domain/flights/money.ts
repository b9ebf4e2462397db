/** A decimal string and its ISO 4217 currency, never a float: `{ amount: '123.40', currency: 'EUR' }`. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}
