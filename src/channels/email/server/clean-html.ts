import { Parser } from 'htmlparser2'
import { cleanDeclarations, cleanStyleSheet } from '../domain/clean-style.ts'
import { linkTarget, otherPlace } from '../domain/shown-link.ts'
import {
  droppedTags,
  opensAttribute,
  pictureAttributes,
  shownAttributes,
  shownTags,
  voidTags,
  writtenPicture,
} from '../domain/shown-html.ts'

/** A mail's HTML written anew. */
export type CleanHtml = {
  /** Only elements and attributes of `shown-html.ts`, every attribute quoted: it has one reading in any parser. */
  html: string
  /** Rules of its style sheets. */
  css: string
  /** Addresses of pictures from elsewhere, in order; the HTML names them by their place here and nowhere else. */
  remote: string[]
  /** Content ids of pictures in the message, in order. */
  own: string[]
  /** It was larger than is shown. */
  isCut: boolean
}

const limits = { tags: 50_000, depth: 200, characters: 2_000_000, pictures: 100, styles: 20, place: 60 }
const shown = new Set(shownTags)
const rules = new Map(Object.entries(shownAttributes))

/**
 * Writes the HTML of a stranger anew from what is allowed, and nothing else: no scripts, forms, frames, positions,
 * addresses that load, names that a page could trip over. Where a link leads elsewhere than it says, it says so.
 */
export function cleanHtml(html: string): CleanHtml {
  const writer = new Writer()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      ontext: (text) => writer.text(text),
      onclosetag: (name) => writer.close(name),
    },
    { lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: true },
  )
  parser.end(html)
  return writer.end()
}

class Writer {
  #out: string[] = []
  #size = 0
  #tags = 0
  #isCut = false
  readonly #open: string[] = []
  #dropped: { name: string; depth: number } | undefined
  #style = ''
  #sheets: string[] = []
  #link: { at: number; href: string; text: string } | undefined
  readonly #remote: string[] = []
  readonly #own: string[] = []

  open(name: string, attributes: Record<string, string>): void {
    if (this.#dropped !== undefined) {
      if (name === this.#dropped.name) this.#dropped.depth++
      return
    }
    if (droppedTags.has(name)) {
      this.#dropped = { name, depth: 1 }
      return
    }
    const written = name === 'body' ? 'div' : name
    if (!shown.has(written) || this.#isFull()) return
    if (voidTags.has(written)) return this.#write(this.#tag(written, attributes))
    if (this.#open.length >= limits.depth) return
    if (written === 'a') this.#endLink()
    const href = written === 'a' ? linkTarget(attributes.href ?? '') : null
    if (href !== null) this.#link = { at: this.#out.length, href, text: '' }
    this.#write(this.#tag(written, attributes))
    this.#open.push(name)
  }

  text(text: string): void {
    if (this.#dropped !== undefined) {
      if (this.#dropped.name === 'style') this.#style += text
      return
    }
    if (this.#isFull()) return
    if (this.#link !== undefined && this.#link.text.length < 1000) this.#link.text += text
    this.#write(escaped(text))
  }

  close(name: string): void {
    if (this.#dropped !== undefined) {
      if (name !== this.#dropped.name || --this.#dropped.depth > 0) return
      if (name === 'style') this.#endStyle()
      this.#dropped = undefined
      return
    }
    const at = this.#open.lastIndexOf(name)
    if (at === -1) return
    for (const one of this.#open.splice(at).toReversed()) this.#closeTag(one)
  }

  end(): CleanHtml {
    this.#dropped = undefined
    for (const one of this.#open.splice(0).toReversed()) this.#closeTag(one)
    return {
      html: this.#out.join(''),
      css: this.#sheets.join('\n'),
      remote: this.#remote,
      own: this.#own,
      isCut: this.#isCut,
    }
  }

  #closeTag(name: string): void {
    if (name === 'a') this.#endLink()
    this.#out.push(`</${name === 'body' ? 'div' : name}>`)
  }

  #isFull(): boolean {
    if (this.#size > limits.characters || this.#tags > limits.tags) this.#isCut = true
    return this.#isCut
  }

  #write(text: string): void {
    this.#size += text.length
    this.#out.push(text)
  }

  #endStyle(): void {
    if (this.#sheets.length < limits.styles) this.#sheets.push(cleanStyleSheet(this.#style))
    this.#style = ''
  }

  /** What a link says is known only at its end. */
  #endLink(): void {
    const link = this.#link
    this.#link = undefined
    const tag = link === undefined ? undefined : this.#out[link.at]
    const other = link === undefined ? null : otherPlace(link.text, link.href)
    if (link === undefined || tag === undefined || other === null) return
    this.#out[link.at] = `${tag.slice(0, -1)}${attribute(opensAttribute, endOf(other))}>`
  }

  #tag(name: string, attributes: Record<string, string>): string {
    this.#tags++
    const written: string[] = []
    for (const [key, value] of Object.entries(attributes)) {
      if (rules.get(key)?.test(value) === true) written.push(attribute(key, value))
    }
    const style = cleanDeclarations(attributes.style ?? '')
    if (style !== '') written.push(attribute('style', style))
    // Names of a mail never meet those of a page.
    if (/^[\w-]{1,60}$/.test(attributes.id ?? '')) written.push(attribute('id', `mail-${attributes.id}`))
    const href = name === 'a' ? linkTarget(attributes.href ?? '') : null
    if (href !== null)
      written.push(attribute('href', href), ' target="_blank" rel="noopener noreferrer nofollow"')
    if (name === 'img') written.push(this.#picture(attributes.src ?? ''))
    return `<${name}${written.join('')}>`
  }

  #picture(src: string): string {
    const plain = src.trim()
    if (writtenPicture.test(plain)) return attribute('src', plain.replaceAll(/\s/g, ''))
    const own = /^cid:(.{1,500})$/is.exec(plain)?.[1]
    if (own !== undefined) return placeOf(this.#own, decoded(own), pictureAttributes.own)
    const remote = linkTarget(plain.startsWith('//') ? `https:${plain}` : plain)
    if (remote === null || !/^https?:/.test(remote)) return ''
    return placeOf(this.#remote, remote, pictureAttributes.remote)
  }
}

function placeOf(list: string[], value: string, name: string): string {
  const known = list.indexOf(value)
  if (known === -1 && list.length >= limits.pictures) return ''
  const place = known === -1 ? list.push(value) - 1 : known
  return attribute(name, String(place))
}

/** Whose a host is, its end says. */
function endOf(place: string): string {
  return place.length > limits.place ? `…${place.slice(-limits.place)}` : place
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function attribute(name: string, value: string): string {
  return ` ${name}="${escaped(value)}"`
}

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/** Without what nobody sees: controls, and marks that turn the direction of what follows. */
function escaped(text: string): string {
  return text
    .replaceAll(/[[\p{Cc}--[\t\n]]\u202a-\u202e\u2066-\u2069\ufeff]/gv, '')
    .replaceAll(/[&<>"'`]/g, (mark) => marks[mark] ?? '')
    .toWellFormed()
}
