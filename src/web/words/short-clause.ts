/** A clause short enough for the edge of a panel: `phone@basic@1` → "basic v1"; `T4` stays. */
export function shortClause(clause: string): string {
  const [, packageName, version] = clause.split('@')
  return packageName === undefined || version === undefined ? clause : `${packageName} v${version}`
}
