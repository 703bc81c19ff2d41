import DOMPurify from 'dompurify'
import { cleanStyleSheet } from '#channels/email/domain/clean-style.ts'
import type { MailPage } from '#channels/email/domain/mail-shown-contract.ts'
import {
  opensAttribute,
  pictureAttributes,
  shownAttributes,
  shownTags,
} from '#channels/email/domain/shown-html.ts'
import type { Pictures } from './mail-shown-pictures.ts'

/** What the frame may do: nothing but be drawn. Pictures come as data; no address is ever asked. */
const policy = [
  "default-src 'none'",
  'img-src data:',
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** White paper in either scheme: the colours of a mail are meant for it. */
const paper = `
:root { color-scheme: light; }
body { margin: 0; padding: 20px; background: #fff; color: #1c1b18; overflow-wrap: anywhere;
  font: 15px/24px -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Noto Sans', Helvetica, Arial, sans-serif; }
img { max-width: 100%; height: auto; }
img:not([src]) { padding: 2px 6px; border: 1px dashed #a8a499; color: #5d5a52; font-size: 12px; }
pre { white-space: pre-wrap; }
blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid #cfcabf; }
a { color: #1f4fd1; }
`

/**
 * The whole document of the frame a mail stands in. It was written anew by the server; here the browser's own parser
 * reads it, DOMPurify takes out again what may not be there, and only then pictures are put in.
 */
export function framedPage(page: MailPage, pictures: Pictures | undefined, opens: string): string {
  const body = document.implementation.createHTMLDocument('').body
  const clean = DOMPurify.sanitize(page.html, {
    ALLOWED_TAGS: [...shownTags],
    ALLOWED_ATTR: [
      ...Object.keys(shownAttributes),
      ...Object.values(pictureAttributes),
      opensAttribute,
      'href',
      'id',
      'rel',
      'src',
      'style',
      'target',
    ],
    // Asked of every attribute: what names a scheme names one of these.
    ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel):|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))/i,
    ADD_URI_SAFE_ATTR: [opensAttribute],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    SANITIZE_DOM: true,
    SANITIZE_NAMED_PROPS: true,
    RETURN_DOM_FRAGMENT: true,
  })
  body.append(clean)
  for (const link of body.querySelectorAll('a')) {
    if (!/^(?:https?|mailto|tel):/.test(link.getAttribute('href') ?? '')) link.removeAttribute('href')
    link.setAttribute('target', '_blank')
    link.setAttribute('rel', 'noopener noreferrer nofollow')
    if (link.hasAttribute(opensAttribute)) makePlain(link)
  }
  put(body, pictureAttributes.own, pictures?.own ?? [])
  put(body, pictureAttributes.remote, pictures?.remote ?? [])
  return [
    `<!doctype html><html><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="referrer" content="no-referrer">`,
    `<style>${paper}</style><style>${warning(opens)}</style><style>${cleanStyleSheet(page.css)}</style>`,
    `</head><body>${body.innerHTML}</body></html>`,
  ].join('')
}

const keptOfLink = new Set(['href', 'target', 'rel', opensAttribute])
const mostOfLink = 200

/** Such a link has no look and no layout of its sender's, which could push its warning away or cover it. */
function makePlain(link: HTMLAnchorElement): void {
  for (const name of link.getAttributeNames()) if (!keptOfLink.has(name)) link.removeAttribute(name)
  link.textContent = link.textContent.replaceAll(/\s+/g, ' ').trim().slice(0, mostOfLink)
}

/**
 * What says where a link really leads. It stands below the link, as wide as that, and above whatever else is drawn
 * there, so that nobody sees the one without the other. Important rules of a layer win over all others, whatever the
 * sender's say; nothing is inherited.
 */
function warning(opens: string): string {
  return `@layer warning {
a[${opensAttribute}] { ${important(`all: initial; display: inline-block; position: relative; z-index: 2147483647;
  width: min-content; padding: 2px 6px; background: #fff; color: #1f4fd1; font: 15px/20px sans-serif;
  text-decoration: underline; overflow-wrap: anywhere; unicode-bidi: isolate; direction: ltr; cursor: pointer`)} }
a[${opensAttribute}]:focus-visible { ${important('outline: 2px solid #1f4fd1')} }
a[${opensAttribute}]::after { ${important(`all: initial; display: block; content: '[${opens} ' attr(${opensAttribute}) ']';
  background: #fff; color: #b3261e; font: 600 13px/18px sans-serif; white-space: nowrap; direction: ltr; cursor: pointer`)} }
}
`
}

function important(declarations: string): string {
  return declarations.replaceAll(/;|$/g, ' !important;')
}

function put(body: HTMLElement, name: string, pictures: readonly (string | null)[]): void {
  for (const image of body.querySelectorAll(`img[${name}]`)) {
    const data = pictures[Number(image.getAttribute(name))]
    if (data?.startsWith('data:image/') === true) image.setAttribute('src', data)
    else if (image.getAttribute('alt') === null) image.setAttribute('alt', '')
  }
}
