/**
 * Where a rule stands, as people read it: the package and its edition of `channel.phone@basic@1`, "Basic, edition 1",
 * since the sentence beside it names the service; `T4` stays.
 */
export function clauseWords(clause: string): string {
  const [, packageCode, version] = clause.split('@')
  return packageCode === undefined || version === undefined
    ? clause
    : `${packageCode.charAt(0).toUpperCase()}${packageCode.slice(1)}, edition ${version}`
}
