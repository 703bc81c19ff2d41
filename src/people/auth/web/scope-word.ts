/** The key of a scope's words; a colon would be read as something else there. */
export function scopeWord(scope: string): string {
  return `scope.${scope.replaceAll(':', '_')}`
}
