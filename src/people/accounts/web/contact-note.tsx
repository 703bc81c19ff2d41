import { createContext, type ReactNode, useContext } from 'react'

export type ContactNoteProps = { accountId: string; contactId: string }

/** Filled by a higher wing that knows something about a contact which whoever deals with them should know. */
export const ContactNoteSlot = createContext<(of: ContactNoteProps) => ReactNode>(() => null)

/** What stands beside a contact; nothing where there is nothing to say. */
export function ContactNote(props: ContactNoteProps) {
  return useContext(ContactNoteSlot)(props)
}
