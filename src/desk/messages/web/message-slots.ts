import { type ComponentType, createContext } from 'react'

/** A place under each message of a case that came by mail, for staff; a higher wing fills it. */
export const MailOfEntrySlot = createContext<ComponentType<{ reference: string; entryId: string }> | null>(
  null,
)

/** The same under the reader's own mail in the portal. */
export const OwnMailSlot = createContext<ComponentType<{
  reference: string
  entryId: string
  body: string
}> | null>(null)
