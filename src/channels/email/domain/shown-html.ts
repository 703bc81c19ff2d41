/** Elements of a mail's HTML that are shown; all of them are plain HTML, none reads its content as raw text. */
export const shownTags: readonly string[] =
  `a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt
  em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section
  small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr`.split(/\s+/)

export const voidTags: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'wbr'])

/** Elements that go with all that is in them. Of others that are not shown only the tags go. */
export const droppedTags: ReadonlySet<string> = new Set(
  `applet audio canvas datalist frameset iframe map math noembed noframes noscript object option plaintext
  script select style svg template textarea title video xmp`.split(/\s+/),
)

const length = /^\d{1,4}(\.\d{1,3})?(px|pt|%)?$/i
const count = /^\d{1,4}$/
const color = /^(#[0-9a-f]{3,8}|[a-z]{3,30}|rgb\([\d\s.,%]{5,40}\))$/i
const word = /^[a-z-]{1,20}$/i
const anyText = /^[^]{0,1000}$/

/** What may stand in which attribute; those with a meaning of their own (`href`, `src`, `style`, `id`) apart. */
export const shownAttributes: Readonly<Record<string, RegExp>> = {
  align: word,
  alt: anyText,
  bgcolor: color,
  border: count,
  cellpadding: count,
  cellspacing: count,
  class: /^[\w\s-]{1,200}$/,
  color,
  colspan: count,
  dir: /^(ltr|rtl|auto)$/i,
  face: /^[\w\s,'-]{1,200}$/,
  height: length,
  lang: /^[a-z0-9-]{1,35}$/i,
  nowrap: /^(nowrap|true)?$/i,
  rowspan: count,
  size: /^[+-]?\d{1,2}$/,
  start: count,
  title: anyText,
  type: /^(1|a|i|disc|circle|square)$/i,
  valign: word,
  value: count,
  width: length,
}

/** Where a picture of the message itself, or one from elsewhere, is to stand: its place in a list. */
export const pictureAttributes = { own: 'data-own', remote: 'data-remote' } as const

/** Where a link leads although its text says otherwise. */
export const opensAttribute = 'data-opens'

/** A picture written into the HTML. */
export const writtenPicture = /^data:image\/(png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]{8,400000}$/i
