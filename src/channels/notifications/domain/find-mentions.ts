/**
 * Who is meant by `@Name` in a note: a whole name, or a first name that only one of them has. Upper and lower case
 * are the same.
 */
export function findMentions<Named extends { name: string }>(
  text: string,
  people: readonly Named[],
): Named[] {
  const written = text.toLowerCase()
  return people.filter((person) => {
    const name = person.name.toLowerCase()
    const first = firstName(person)
    const isOnly = people.filter((one) => firstName(one) === first).length === 1
    return isWritten(written, name) || (isOnly && isWritten(written, first))
  })
}

function firstName({ name }: { name: string }): string {
  return name.toLowerCase().split(' ')[0] ?? ''
}

/** `@ana` is not written in `@anabel` or in `me@ana`. */
function isWritten(text: string, name: string): boolean {
  if (name === '') return false
  for (let at = text.indexOf(`@${name}`); at >= 0; at = text.indexOf(`@${name}`, at + 1)) {
    const before = text[at - 1] ?? ' '
    const after = text[at + name.length + 1] ?? ' '
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true
  }
  return false
}
