/** The name of the constraint or trigger rule of the database that an error tells of, if it does. */
export function brokenRule(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('constraint' in error)) return undefined
  return typeof error.constraint === 'string' ? error.constraint : undefined
}
