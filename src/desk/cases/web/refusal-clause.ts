/** Where a no is written: a rule of the agreement, or a service of a package, each as customers call it. */
export type ClauseNames = { rule: string } | { package: string; service: string | undefined }

/**
 * Reads the clause of a decision, "T4" or "channel.phone@basic".
 * @param services those of the agreement; one that is not among them has no name to say, and its code is none
 */
export function clauseNames(
  clause: string,
  services: readonly { code: string; name: string }[],
): ClauseNames {
  const [code, packageCode] = clause.split('@')
  if (packageCode === undefined) return { rule: clause }
  const service = services.find((one) => one.code === code)?.name
  return { package: packageCode.charAt(0).toUpperCase() + packageCode.slice(1), service }
}
