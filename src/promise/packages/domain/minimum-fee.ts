import { z } from 'zod'
import { isCurrency } from './money.ts'

/** The most a fee can be: ten thousand million of a currency with cents. */
const most = 1_000_000_000_000

/**
 * The least a package costs a year, by currency, in minor units (cents): `{ "EUR": 120000 }` is €1,200.00.
 * A currency that is not named has no minimum.
 */
export const minimumFeeSchema = z.record(
  z.string().refine(isCurrency, 'must be the code of a currency, such as EUR'),
  z.int('must be an amount').positive('must be more than nothing').max(most, 'is too large an amount'),
)
export type MinimumFee = z.infer<typeof minimumFeeSchema>
