import { createContext, type ReactNode } from 'react'

/** The place on the customers' home where something waits for the reader that belongs to a higher wing. */
export const PortalHomeSlot = createContext<ReactNode>(null)
