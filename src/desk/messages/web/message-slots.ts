import { createContext, type ReactNode } from 'react'

type Entry = { reference: string; entryId: string }

/** What stands under each message of a case that came by mail, for staff; a higher wing fills it. */
export const MailOfEntrySlot = createContext<(entry: Entry) => ReactNode>(() => null)

/** The same under the reader's own mail in the portal. */
export const OwnMailSlot = createContext<(entry: Entry & { body: string }) => ReactNode>(() => null)
