import type { ComposerMode } from './use-composer.ts'

/** Text and files as they are kept for their writer, on every device. */
export type KeptDraft = {
  mode: ComposerMode
  body: string
  attachments: { id: string; name: string; bytes: number }[]
  version: number
  /** ISO. */
  savedAt: string
}

export type DraftContent = { body: string; attachmentIds: string[]; version: number }

/** Where a composer keeps what was not sent. */
export type DraftStore = {
  /** One for each writer and conversation; names the copy in this browser too. */
  key: string
  /** Another number asks the store again, e.g. after a message was taken back into it. */
  epoch?: number
  read: () => Promise<KeptDraft[]>
  /**
   * Resolves to what is kept now, null where nothing is left. Rejects with the code `draft_changed` where it was
   * written from another version.
   * @param isLeaving the page may be gone before the answer is there
   */
  save: (mode: ComposerMode, content: DraftContent, isLeaving: boolean) => Promise<KeptDraft | null>
}

/** What has not reached the store yet: it outlives the tab and a lost connection. */
export type LocalDraft = { body: string; version: number }

const nameOf = (key: string, mode: ComposerMode): string => `fourline-draft:${key}:${mode}`

// Storage may be full or forbidden; then the text lives as long as the page.
export function readLocalDraft(key: string | undefined, mode: ComposerMode): LocalDraft | undefined {
  if (key === undefined) return undefined
  try {
    const text = localStorage.getItem(nameOf(key, mode))
    return text === null ? undefined : parse(text)
  } catch {
    return undefined
  }
}

export function writeLocalDraft(
  key: string | undefined,
  mode: ComposerMode,
  draft: LocalDraft | undefined,
): void {
  if (key === undefined) return
  try {
    if (draft === undefined) localStorage.removeItem(nameOf(key, mode))
    else localStorage.setItem(nameOf(key, mode), JSON.stringify(draft))
  } catch {
    // Nothing to do: the text is still on the screen.
  }
}

function parse(text: string): LocalDraft {
  const read: unknown = JSON.parse(text)
  const isDraft = typeof read === 'object' && read !== null && 'body' in read && 'version' in read
  return isDraft ? { body: String(read.body), version: Number(read.version) } : { body: '', version: 0 }
}
