import { queryOptions } from '@tanstack/react-query'
import {
  type MailPage,
  readMailPartEndpoint,
  readMailPictureEndpoint,
} from '#channels/email/domain/mail-shown-contract.ts'
import { pictureType } from '#channels/email/domain/picture-type.ts'
import { urlOf } from '#web/api/request.ts'

/** Pictures as `data:` addresses by their places; null where there is none to be had. */
export type Pictures = { own: (string | null)[]; remote: (string | null)[] }

const atOnce = 4
const mostBytes = 25_000_000

/**
 * The pictures a message shows: its own, and those from elsewhere once they are wanted. They are put into the page
 * as data, so that the frame it stands in never loads anything.
 */
export function picturesQuery(id: string, page: MailPage, withRemote: boolean) {
  return queryOptions({
    queryKey: ['mail', id, 'pictures', withRemote],
    queryFn: async ({ signal }): Promise<Pictures> => {
      const own = page.own.map((index) =>
        index === null ? null : urlOf(readMailPartEndpoint.path, { id, index }, {}),
      )
      const remote = Array.from({ length: withRemote ? page.remote : 0 }, (_, index) =>
        urlOf(readMailPictureEndpoint.path, { id, index }, {}),
      )
      const found = await fetchAll([...own, ...remote], signal)
      return { own: found.slice(0, own.length), remote: found.slice(own.length) }
    },
    staleTime: Infinity,
    gcTime: 60_000,
  })
}

async function fetchAll(urls: readonly (string | null)[], signal: AbortSignal): Promise<(string | null)[]> {
  const found: (string | null)[] = urls.map(() => null)
  const waiting = urls.entries()
  let left = mostBytes
  const work = async (): Promise<void> => {
    for (const [place, url] of waiting) {
      if (url === null || left <= 0) continue
      const blob = await fetchPicture(url, signal)
      if (blob === null) continue
      left -= blob.size
      found[place] = await asData(blob)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return found
}

/** Only what is a picture by its bytes, whatever it calls itself. */
async function fetchPicture(url: string, signal: AbortSignal): Promise<Blob | null> {
  try {
    const response = await fetch(url, { credentials: 'same-origin', signal })
    if (!response.ok) return null
    const bytes = new Uint8Array(await response.arrayBuffer())
    const type = pictureType(bytes)
    return type === undefined ? null : new Blob([bytes], { type })
  } catch (cause) {
    if (signal.aborted) throw cause
    return null
  }
}

function asData(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('A picture could not be read')))
    reader.readAsDataURL(blob)
  })
}
