import { useEffect, useRef } from 'react'

/**
 * Keeps the keyboard where it was when what it stood on is drawn elsewhere: the control with this `data-control`
 * gets the focus once `shown` is another.
 */
export function useFocusAfter(shown: string): (control: string) => void {
  const wanted = useRef<string>(undefined)
  useEffect(() => {
    const control = wanted.current
    wanted.current = undefined
    if (control === undefined) return
    document.querySelector<HTMLElement>(`[data-control="${CSS.escape(control)}"]`)?.focus()
  }, [shown])
  return (control) => {
    wanted.current = control
  }
}
