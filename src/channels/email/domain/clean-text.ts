// What a database refuses or a reader cannot see: NUL, other controls, direction overrides.
const controls = /[[\p{Cc}--[\t\n]]\u202a-\u202e\u2066-\u2069\ufeff]/gv

/** Text without control characters, with LF line ends and without trailing white space. */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(controls, '')
    .replaceAll(/(?<![ \t])[ \t]+$/gm, '')
    .toWellFormed()
    .trim()
}

/** A file name that is safe to store, show and download: no path, no controls, 1 to 255 characters. */
export function cleanFileName(name: string): string {
  const base = cleanText(name).replaceAll('\n', ' ').split(/[/\\]/).at(-1)?.trim() ?? ''
  if (base === '' || base === '.' || base === '..') return 'attachment'
  if (base.length <= 200) return base
  const ending = /\.[^.]{1,10}$/.exec(base)?.[0] ?? ''
  return base.slice(0, 200 - ending.length).toWellFormed() + ending
}

/**
 * The text cut to at most `limit` bytes of UTF-8.
 * @returns `cut` is true where something was left out
 */
export function cutToBytes(text: string, limit: number): { text: string; cut: boolean } {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= limit) return { text, cut: false }
  let end = limit
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return { text: new TextDecoder().decode(bytes.subarray(0, end)), cut: true }
}
