import addressparser from 'nodemailer/lib/addressparser'
import { decodeHinted } from '../domain/decode-text.ts'
import { decodeWords } from '../domain/decode-words.ts'

const longest = 100_000

/** Addresses as they are shown, forgivingly; who a sender is says `parseMailboxes`. */
export function readMailboxes(value: string, charset?: string): { address: string; name: string }[] {
  return addressparser(value.slice(0, longest), { flatten: true }).flatMap(({ address, name }) =>
    address === '' || address === undefined
      ? []
      : [
          {
            address: decodeHinted(Buffer.from(asBytes(address), 'latin1'), charset),
            name: decodeWords(asBytes(name), charset),
          },
        ],
  )
}

/** The address reader may have made characters of what were bytes. */
function asBytes(text: string): string {
  return /[^\0-\xff]/.test(text) ? Buffer.from(text).toString('latin1') : text
}
