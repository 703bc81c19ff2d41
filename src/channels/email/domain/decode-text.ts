/** Names that mail programs use for charsets which the platform knows by another name. */
const otherNames: Readonly<Record<string, string>> = {
  ascii: 'us-ascii',
  'ansi-x3-4-1968': 'us-ascii',
  'ks-c-5601-1987': 'euc-kr',
  'ks-c-5601': 'euc-kr',
  ksc5601: 'euc-kr',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  'windows-949': 'euc-kr',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'windows-932': 'shift_jis',
  cp936: 'gb18030',
  ms936: 'gb18030',
  'windows-936': 'gb18030',
  hz: 'gb18030',
  cp950: 'big5',
  'windows-950': 'big5',
  'cp-850': 'windows-1252',
  latin9: 'iso-8859-15',
  utf8mb4: 'utf-8',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unknown': 'us-ascii',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
}

/**
 * The text that bytes of mail stand for. What the message says of its charset is believed where the bytes
 * fit it; else they are judged by themselves. Never throws; what fits nothing shows as U+FFFD.
 * @param label the charset as the message names it, in any spelling; undefined where it names none
 */
export function decodeText(bytes: Uint8Array, label: string | undefined): string {
  const name = charsetName(label)
  // Never read as what it says: its markup passes whoever looks for markup.
  if (name === 'utf-7') return guessed(bytes)
  if (name?.startsWith('utf-16') === true) return withName(bytes, name, false) ?? asLatin(bytes)
  if (isAscii(bytes)) return fromAscii(bytes)
  if (name === undefined || name === 'us-ascii' || name === 'iso-2022-jp') return guessed(bytes)
  if (name === 'utf-8') return withName(bytes, name, true) ?? damagedUtf8(bytes)
  return withName(bytes, name, true) ?? guessed(bytes, name)
}

/** As `decodeText` where the name is no more than a hint: a western one fits all bytes and says nothing. */
export function decodeHinted(bytes: Uint8Array, hint: string | undefined): string {
  const name = charsetName(hint)
  const says = name !== undefined && !/^(iso-8859-15?|windows-1252)$/.test(name)
  return withName(bytes, 'utf-8', true) ?? decodeText(bytes, says ? hint : undefined)
}

/** Seven bits: ASCII, or Japanese that shifts by escapes. */
function fromAscii(bytes: Uint8Array): string {
  const text = asLatin(bytes)
  return text.includes('\x1b$') ? (withName(bytes, 'iso-2022-jp', false) ?? text) : text
}

function asLatin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80)
}

function charsetName(label: string | undefined): string | undefined {
  const word = /[a-z][\w.:+-]*/i.exec(label ?? '')?.[0]?.toLowerCase()
  if (word === undefined) return undefined
  const dashed = word.replace(/^x-/, '').replaceAll('_', '-')
  const known = Object.hasOwn(otherNames, dashed) ? otherNames[dashed] : undefined
  if (known !== undefined) return known
  const numbered = /^(?:cp|win|windows|ms|iso|koi8)-?(\d{3,5})(?:-?(\d{1,2}))?/.exec(dashed)
  const spelled = [word, dashed]
  if (numbered?.[1]?.startsWith('125') === true) spelled.push(`windows-${numbered[1].slice(0, 4)}`)
  if (numbered?.[1] === '8859') spelled.push(`iso-8859-${numbered[2] ?? '1'}`)
  if (dashed.startsWith('utf-8')) spelled.push('utf-8')
  return spelled.find((one) => one === 'us-ascii' || one === 'utf-7' || isKnown(one))
}

function isKnown(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== ''
  } catch {
    return false
  }
}

function withName(bytes: Uint8Array, name: string, fatal: boolean): string | undefined {
  try {
    return new TextDecoder(name, { fatal }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Cut off, or joined from pieces: mostly UTF-8 stays UTF-8. */
function damagedUtf8(bytes: Uint8Array): string {
  const loose = new TextDecoder('utf-8').decode(bytes)
  const broken = loose.match(/\ufffd/g)?.length ?? 0
  const good = loose.match(/[\u0080-\ufffc\u{10000}-\u{10ffff}]/gu)?.length ?? 0
  return good >= broken ? loose : guessed(bytes, 'utf-8')
}

type Candidate = { name: string; typical: RegExp; alphabet?: true }

// The commonest signs of each script: what bytes of another one seldom become.
const candidates: readonly Candidate[] = [
  { name: 'shift_jis', typical: /[\u3040-\u30ff]/g },
  { name: 'euc-jp', typical: /[\u3040-\u30ff]/g },
  {
    name: 'gb18030',
    typical:
      /[的一是不了在人有我他这中大来上国个到说们为和你地出会也时要就可以对生能而子那得于着下自之年发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表化老给世位次度门任常先海通教儿原东声提及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直资命山金指许统区保至队形社便空决治展科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运您转企服整升房环境规附请谢]/g,
  },
  {
    name: 'big5',
    typical:
      /[的一是不了在人有我他這中大來上國個到說們為和你地出會也時要就可以對生能而子那得於著下自之年發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日您請公司]/g,
  },
  {
    name: 'euc-kr',
    typical: /[이다는을가의에고로한하은지를도사리서기자어시안녕니습합세요나라인정보제수대해전주있아그일부]/g,
  },
  { name: 'windows-1251', typical: /[а-яё]/g, alphabet: true },
  { name: 'koi8-r', typical: /[а-яё]/g, alphabet: true },
]

/** The charset in which most of what is not ASCII is what people write; a western one where none is. */
function guessed(bytes: Uint8Array, failed?: string): string {
  const utf8 = failed === 'utf-8' ? undefined : withName(bytes, 'utf-8', true)
  if (utf8 !== undefined) return utf8
  const start = bytes.subarray(0, 20_000)
  const { beside, controls, words } = mixtureOf(start)
  let best = { share: 0.3, name: failed === undefined || failed === 'utf-8' ? 'windows-1252' : failed }
  for (const { name, typical, alphabet } of candidates) {
    if (alphabet === true ? words < 0.6 || beside < 0.6 : Math.max(beside, controls) < 0.5) continue
    const share = shareOf(withName(start, name, false) ?? '', typical)
    if (share > best.share) best = { share, name }
  }
  return withName(bytes, best.name, false) ?? asLatin(bytes)
}

function shareOf(text: string, typical: RegExp): number {
  const beyond = text.match(/[^\0-\x7f]/gu)?.length ?? 0
  const broken = text.match(/\ufffd/g)?.length ?? 0
  return ((text.match(typical)?.length ?? 0) - 3 * broken) / Math.max(beyond, 1)
}

/**
 * Of the bytes beyond ASCII: how many have another beside them and how many are controls of Latin 1, both
 * rare in western text; and their share in all that is no space.
 */
function mixtureOf(bytes: Uint8Array): { beside: number; controls: number; words: number } {
  let beyond = 0
  let beside = 0
  let controls = 0
  let spaces = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (byte <= 0x20) spaces++
    if (byte < 0x80) continue
    beyond++
    if (byte < 0xa0) controls++
    if ((bytes[i - 1] ?? 0) >= 0x80 || (bytes[i + 1] ?? 0) >= 0x80) beside++
  }
  const all = Math.max(beyond, 1)
  return {
    beside: beside / all,
    controls: controls / all,
    words: beyond / Math.max(bytes.length - spaces, 1),
  }
}
