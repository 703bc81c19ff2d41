import { useEffect, useRef } from 'react'
import { useMe } from '#people/auth/web/use-me.ts'
import { useSingleKeys } from './desk-single-keys.ts'

/** What single keys do, by `event.key`. */
export type KeyMap = Record<string, (() => void) | undefined>

/** Single keys of a screen: silent while somebody types, while a dialog is open, and when switched off. */
export function useDeskKeys(keys: KeyMap): void {
  const [on] = useSingleKeys(useMe().id)
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (!on) return undefined
    const act = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || document.querySelector('[role="dialog"], [role="menu"]') !== null) return
      const run = latest.current[event.key]
      if (run === undefined) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', act)
    return () => document.removeEventListener('keydown', act)
  }, [on])
}

/** Files, radios and switches take no letters: single keys still work from them. */
const takesLetters =
  'input:not([type=file], [type=radio], [type=checkbox]), textarea, select, [role="tab"], [role="combobox"]'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(takesLetters))
}
