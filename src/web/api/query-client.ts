import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api-problem.ts'

const staleMilliseconds = 30_000

/** Retries what may pass by itself (no answer, 5xx), never what the server has decided. */
function shouldRetry(failures: number, error: Error): boolean {
  const passing = error instanceof ApiProblem && (error.status === 0 || error.status >= 500)
  return passing && failures < 2
}

/** The one cache of the app. Mutations are never retried by themselves: people see what happens. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: staleMilliseconds, retry: shouldRetry, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})
