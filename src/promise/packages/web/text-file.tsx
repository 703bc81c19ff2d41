import type { RefObject } from 'react'
import classes from './text-file.module.css'

/** Characters; what the server takes. */
const longestText = 400_000

type TextFileProps = {
  label: string
  onText: (name: string, text: string) => void
  /** Why a file was not taken, by its kind. */
  onRefused: (name: string, why: 'tooLarge' | 'unreadable' | 'empty') => void
  /** To open it by a button of the screen's own. */
  inputRef: RefObject<HTMLInputElement | null>
}

/** One JSON file from the reader's disk, as text. */
export function TextFile({ label, onText, onRefused, inputRef }: TextFileProps) {
  const take = async (file: File): Promise<void> => {
    if (file.size > 4 * longestText) return onRefused(file.name, 'tooLarge')
    const text = await file.text().catch(() => undefined)
    if (text === undefined) return onRefused(file.name, 'unreadable')
    if (text.length > longestText) return onRefused(file.name, 'tooLarge')
    return text === '' ? onRefused(file.name, 'empty') : onText(file.name, text)
  }
  return (
    <input
      ref={inputRef}
      className={classes.file}
      type="file"
      accept="application/json,.json"
      aria-label={label}
      tabIndex={-1}
      onChange={({ currentTarget }) => {
        const [file] = currentTarget.files ?? []
        if (file !== undefined) void take(file)
        // The same file, corrected, can be chosen again.
        currentTarget.value = ''
      }}
    />
  )
}
