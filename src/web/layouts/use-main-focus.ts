import { useEffect, useRef, type RefObject } from 'react'
import { usePlace } from './use-place.ts'

/** After a move to another page the keyboard starts at its content, not in the menu of the last one. */
export function useMainFocus(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null)
  const { pathname } = usePlace()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [pathname])
  return main
}
