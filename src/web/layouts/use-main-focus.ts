import { useEffect, useRef, type RefObject } from 'react'
import { usePlace } from './use-place.ts'

// These live as long as the page: screens that bring their own layout are moves too.
let lastPath: string | undefined
let hasMoved = false

/** After a move to another page the keyboard starts at its content, not in the menu of the last one. */
export function useMainFocus(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null)
  const { pathname } = usePlace()
  useEffect(() => {
    const isNewPage = lastPath !== pathname
    if (lastPath !== undefined && isNewPage) hasMoved = true
    lastPath = pathname
    // A layout that replaces another, as when a page has loaded, takes the focus that fell with it.
    if (!hasMoved || (!isNewPage && document.activeElement !== document.body)) return
    main.current?.focus({ preventScroll: true })
    if (isNewPage) window.scrollTo(0, 0)
  }, [pathname])
  return main
}
