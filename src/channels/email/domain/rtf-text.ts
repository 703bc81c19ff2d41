const prebuilt =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'

/**
 * Unpacks the rich text of an Outlook message (MS-OXRTFCP).
 * @param most bytes that are written at most
 * @returns undefined where it is no such text
 */
export function unpackRtf(packed: Buffer, most: number): Buffer | undefined {
  if (packed.length < 16) return undefined
  const kind = packed.toString('latin1', 8, 12)
  if (kind === 'MELA') return packed.subarray(16, 16 + Math.min(most, packed.readUInt32LE(4)))
  if (kind !== 'LZFu') return undefined
  const size = Math.min(most, packed.readUInt32LE(4))
  const ring = Buffer.alloc(4096, 0x20)
  ring.write(prebuilt, 'latin1')
  const out = Buffer.alloc(Math.min(size, packed.length * 20))
  let write = prebuilt.length
  let length = 0
  const put = (byte: number) => {
    ring[write] = byte
    write = (write + 1) % 4096
    if (length < out.length) out[length++] = byte
  }
  for (let at = 16; at < packed.length && length < out.length;) {
    const control = packed[at++] ?? 0
    for (let bit = 0; bit < 8 && at < packed.length; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(packed[at++] ?? 0)
        continue
      }
      const token = ((packed[at] ?? 0) << 8) | (packed[at + 1] ?? 0)
      at += 2
      const from = token >> 4
      if (from === write) return out.subarray(0, length)
      for (let i = 0; i < (token & 15) + 2; i++) put(ring[(from + i) % 4096] ?? 0)
    }
  }
  return out.subarray(0, length)
}

const silent =
  /^(fonttbl|colortbl|stylesheet|info|pict|object|header|footer|generator|themedata|datastore|htmltag|mhtmltag|listtable|listoverridetable|rsidtbl|xmlnstbl|latentstyles|pntext)$/

/** The words of rich text, without its formats. Bytes beyond ASCII are taken for western European. */
export function rtfText(rtf: string): string {
  const tokens = rtf.matchAll(
    /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)/gi,
  )
  const skips: boolean[] = []
  let skip = false
  let jump = 0
  let out = ''
  for (const [, word, number, hex, symbol, brace, text] of tokens) {
    if (brace === '{') skips.push(skip)
    else if (brace === '}') skip = skips.pop() ?? false
    else if (symbol === '*' || (word !== undefined && silent.test(word))) skip = true
    else if (skip) continue
    else if (word === 'par' || word === 'line' || word === 'row') out += '\n'
    else if (word === 'tab' || word === 'cell') out += '\t'
    else if (word === 'u') {
      out += String.fromCharCode(Number(number ?? 63) & 0xffff)
      jump = 1
    } else if (hex !== undefined) {
      if (jump-- <= 0) out += new TextDecoder('windows-1252').decode(Uint8Array.of(Number.parseInt(hex, 16)))
    } else if (symbol !== undefined && '\\{}'.includes(symbol)) out += symbol
    else if (symbol === '~') out += ' '
    else if (text !== undefined) out += jump > 0 ? text.slice(1) : text
    if (hex === undefined && word !== 'u') jump = 0
  }
  return out
}
