import type { MailPart } from './read-parts.ts'

/** What people read of a message, in order, and what is attached to it. */
export type SortedParts = {
  /** Each piece of text; `html` where it is markup, `attached` where it stands among the files too. */
  texts: { part: MailPart; html: boolean; attached: boolean }[]
  files: { part: MailPart; inline: boolean }[]
}

type Sorting = SortedParts & {
  isBlank: (part: MailPart) => boolean
  html: number
}

/**
 * Divides the parts into text and attachments. Of alternatives the plain text is read, where it says
 * anything; the first HTML is text or another form of it, every further HTML part is attached.
 * @param isBlank whether a text part has nothing to read
 */
export function sortParts(root: MailPart, isBlank: (part: MailPart) => boolean): SortedParts {
  const sorting: Sorting = { texts: [], files: [], isBlank, html: 0 }
  visit(root, sorting, { related: false, reads: true })
  return { texts: sorting.texts, files: sorting.files }
}

type Place = { related: boolean; reads: boolean }

function visit(part: MailPart, sorting: Sorting, place: Place): void {
  const isText = isReadable(part)
  if (part.children.length > 0) return visitChildren(part, sorting, place)
  if (part.type.value.startsWith('multipart/')) return
  if (!isText || isNamedLater(part, sorting)) return attach(part, sorting, place)
  const html = part.type.value === 'text/html'
  const attached = html && sorting.html++ > 0
  if (attached) attach(part, sorting, place)
  if (place.reads) sorting.texts.push({ part, html, attached })
}

function visitChildren(part: MailPart, sorting: Sorting, place: Place): void {
  const related = place.related || part.type.value === 'multipart/related'
  if (part.type.value !== 'multipart/alternative') {
    for (const child of part.children) visit(child, sorting, { ...place, related })
    return
  }
  const chosen =
    part.children.find((child) => holds(child, 'text/plain', sorting)) ??
    part.children.find((child) => holds(child, 'text/html', sorting)) ??
    part.children.find((child) => isReadable(child))
  for (const child of part.children)
    visit(child, sorting, { related, reads: place.reads && child === chosen })
}

function holds(part: MailPart, type: string, sorting: Sorting): boolean {
  if (part.children.length > 0) return part.children.some((child) => holds(child, type, sorting))
  return part.type.value === type && isReadable(part) && !sorting.isBlank(part)
}

function isReadable(part: MailPart): boolean {
  if (part.disposition.value === 'attachment') return false
  return part.type.value === 'text/plain' || part.type.value === 'text/html'
}

/** A text file that only says it were shown in line. */
function isNamedLater(part: MailPart, sorting: Sorting): boolean {
  const name = part.disposition.parameters.get('filename') ?? part.type.parameters.get('name')
  return name !== undefined && name !== '' && sorting.texts.length > 0
}

function attach(part: MailPart, sorting: Sorting, { related }: Place): void {
  const isImage = part.type.value.startsWith('image/')
  const says = part.disposition.value
  sorting.files.push({ part, inline: says === 'inline' || (related && isImage && says !== 'attachment') })
}
