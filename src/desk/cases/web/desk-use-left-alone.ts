import { type RefObject, useEffect, useRef } from 'react'

const leftAloneMs = 10_000
const lookAgainMs = 1_000

/**
 * Calls `act` when neither the pointer nor the focus has been in any of the places for ten seconds while it is
 * `wanted`; again and again as long as it stays so.
 */
export function useWhenLeftAlone(
  places: readonly RefObject<HTMLElement | null>[],
  wanted: boolean,
  act: () => void,
): void {
  const latest = useRef({ places, act })
  useEffect(() => {
    latest.current = { places, act }
  })
  useEffect(() => {
    if (!wanted) return undefined
    let attendedAt = Date.now()
    const timer = setInterval(() => {
      const isAttended = latest.current.places.some(
        (place) => place.current?.matches(':hover, :focus-within') === true,
      )
      if (isAttended) attendedAt = Date.now()
      else if (Date.now() - attendedAt >= leftAloneMs) latest.current.act()
    }, lookAgainMs)
    return () => clearInterval(timer)
  }, [wanted])
}
