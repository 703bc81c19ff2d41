import { createContext, type ReactNode } from 'react'

/** A place beside the person, in every layout that has one: what stands there belongs to a wing. */
export const ShellTools = createContext<ReactNode>(null)
