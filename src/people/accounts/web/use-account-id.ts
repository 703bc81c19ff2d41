import { useParams } from '@tanstack/react-router'

/** The account whose pages these are, from the address. */
export function useAccountId(): string {
  const { id } = useParams({ strict: false })
  if (id === undefined) throw new Error('This screen stands below /desk/accounts/$id.')
  return id
}
