/** A clause short enough for the edge of a panel: `phone@basic@1` → "Basic v1"; `T4` stays. */
export function shortClause(clause: string): string {
  const [, packageName, version] = clause.split('@')
  return packageName === undefined || version === undefined
    ? clause
    : `${packageName.charAt(0).toUpperCase()}${packageName.slice(1)} v${version}`
}
