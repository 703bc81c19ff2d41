import { useRouterState } from '@tanstack/react-router'

/** Where the reader is; changes on every navigation. */
export function usePlace(): { pathname: string; search: string } {
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const search = useRouterState({ select: (state) => state.location.searchStr })
  return { pathname, search }
}
