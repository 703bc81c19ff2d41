import { useCallback } from 'react'
import { useRouter } from '@tanstack/react-router'

/** Moves to a place inside the app; `replace` leaves no step back. */
export function useGo(): (href: string, how?: 'push' | 'replace') => void {
  const { history } = useRouter()
  return useCallback((href, how = 'push') => history[how](href), [history])
}
