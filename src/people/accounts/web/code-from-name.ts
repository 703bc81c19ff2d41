/** A product's code as its name suggests it: lower-case ASCII letters, digits and hyphens, at most 60. */
export function codeFromName(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{Mark}/gu, '')
  return plain
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
}
