import { type Context, requireVendor } from '#platform/context.ts'
import { FourlineError, notFound } from '#platform/errors.ts'
import { answered, type Exchange } from '#platform/http/route.ts'
import { fetchOutside, type OutsideAnswer } from '#platform/outbound/fetch-outside.ts'
import type { Outside } from '#platform/outbound/open-socket.ts'
import { OutsideError } from '#platform/outbound/outside-error.ts'
import { pictureType } from '../domain/picture-type.ts'
import { findMail } from './find-mail.ts'
import { pageOf } from './read-mail-page.ts'
import type { ShownReader } from './shown-reader.ts'

const timeoutMs = 8_000
const maxBytes = 5_000_000
const redirects = 3

export type PictureNeeds = { outside: Outside; readShown: ShownReader }

/**
 * Fetches a picture that a message shows from elsewhere. Which one is said by its place in the message, so that
 * nothing else can be asked for; it is asked for without cookies or referrer, and never inside our own networks.
 * For staff. Throws 404, and `picture_refused` where no picture came.
 */
export async function readMailPicture(
  ctx: Context,
  { id, index }: { id: string; index: number },
  { reply }: Exchange,
  { outside, readShown }: PictureNeeds,
) {
  requireVendor(ctx, 'agent')
  const row = await ctx.transaction((tx) => findMail(ctx, tx, id))
  const url = (await pageOf(ctx, row.raw_sha256, readShown)).remote[index]
  if (url === undefined) throw notFound('picture')
  const { status, body, isCut } = await fetchFollowing(outside, url)
  const type = pictureType(body)
  if (status !== 200 || isCut || type === undefined) throw refused('What came was no picture.')
  await reply
    .type(type)
    .header('content-length', body.length)
    .header('content-disposition', 'attachment; filename="picture"')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "sandbox; default-src 'none'")
    // Asked for once, not at every look.
    .header('cache-control', 'private, max-age=600')
    .send(body)
  return answered
}

/** Each step of a redirect is looked at like the first address. */
async function fetchFollowing(outside: Outside, first: string): Promise<OutsideAnswer> {
  let url = first
  for (let step = 0; ; step++) {
    const answer = await fetchPicture(outside, url)
    const next = answer.headers.location
    if (![301, 302, 303, 307, 308].includes(answer.status) || next === undefined) return answer
    const target = URL.parse(next, url)
    if (target === null || step === redirects) throw refused('It leads on and on.')
    url = target.href
  }
}

async function fetchPicture(outside: Outside, url: string): Promise<OutsideAnswer> {
  try {
    return await fetchOutside(outside, {
      url,
      method: 'GET',
      headers: { accept: 'image/webp,image/png,image/jpeg,image/gif', 'user-agent': 'Fourline' },
      timeoutMs,
      maxBytes,
    })
  } catch (error) {
    if (error instanceof OutsideError) throw refused(error.message)
    throw error
  }
}

function refused(sentence: string): FourlineError {
  return new FourlineError(
    'unprocessable',
    'picture_refused',
    `The picture could not be fetched. ${sentence}`,
  )
}
