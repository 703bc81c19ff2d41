import { openBasicCases } from './cases-basic-open.ts'
import { pastBasicCases } from './cases-basic-past.ts'
import { presentBusinessCases } from './cases-business-now.ts'
import { openBusinessCases } from './cases-business-open.ts'
import { pastBusinessCases } from './cases-business-past.ts'
import { presentPremiumCases } from './cases-premium-now.ts'
import { openPremiumCases } from './cases-premium-open.ts'
import { pastPremiumCases } from './cases-premium-past.ts'
import type { DemoCase } from './demo-case.ts'

/** Every case of the demo, by account. */
export const demoCases: readonly DemoCase[] = [
  ...openBasicCases,
  ...pastBasicCases,
  ...presentBusinessCases,
  ...openBusinessCases,
  ...pastBusinessCases,
  ...presentPremiumCases,
  ...openPremiumCases,
  ...pastPremiumCases,
]
