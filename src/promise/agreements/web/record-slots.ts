import { createContext, type ReactNode } from 'react'

/** A place on the overview of an account, for staff; what stands there belongs to a higher wing. */
export const AccountRecordSlot = createContext<ReactNode>(null)

/** The same on the customers’ own plan. */
export const PlanRecordSlot = createContext<ReactNode>(null)
