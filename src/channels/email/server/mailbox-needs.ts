import type { Outside } from '#platform/outbound/open-socket.ts'
import type { Seal } from '#platform/seal.ts'

/** What reading mailboxes needs besides a context. */
export type MailboxNeeds = {
  /** How providers are asked for tokens. */
  outside: Outside
  /** What passwords and tokens are kept under. */
  seal: Seal
  /** Messages of one sender within ten minutes, beyond which they are bundled; 0 or left out, never. */
  floodAfter?: number | undefined
}
