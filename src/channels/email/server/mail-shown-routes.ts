import type { Context } from '#platform/context.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { Outside } from '#platform/outbound/open-socket.ts'
import {
  downloadMailEndpoint,
  listCaseMailEndpoint,
  listOwnMailEndpoint,
  readMailEndpoint,
  readMailPageEndpoint,
  readMailPartEndpoint,
  readMailPictureEndpoint,
  readMailSourceEndpoint,
  rememberPicturesEndpoint,
} from '../domain/mail-shown-contract.ts'
import { listCaseMail, listOwnMail } from './list-case-mail.ts'
import { readMail } from './read-mail.ts'
import { readMailPage } from './read-mail-page.ts'
import { readMailPart } from './read-mail-part.ts'
import { readMailPicture } from './read-mail-picture.ts'
import { readMailSource } from './read-mail-source.ts'
import { readRawMail } from './read-raw-mail.ts'
import { rememberPictures } from './remember-pictures.ts'
import { createShownReader } from './shown-reader.ts'

/** Mail that came in, shown. */
export function createMailShownRoutes({ outside }: { outside: Outside }): Route[] {
  const readShown = createShownReader()
  const needs = { outside, readShown }
  return [
    route(readMailEndpoint, 'mail.read', (ctx: Context, input) => readMail(ctx, input, readShown)),
    route(readMailPageEndpoint, 'mail.read', (ctx: Context, input) => readMailPage(ctx, input, readShown)),
    route(readMailSourceEndpoint, 'mail.read', (ctx: Context, input) =>
      readMailSource(ctx, input, readShown),
    ),
    route(downloadMailEndpoint, 'mail.read', readRawMail),
    route(readMailPartEndpoint, 'mail.read', readMailPart),
    route(readMailPictureEndpoint, 'mail.read', (ctx, input, exchange) =>
      readMailPicture(ctx, input, exchange, needs),
    ),
    route(rememberPicturesEndpoint, 'mail.pictures', rememberPictures),
    route(listCaseMailEndpoint, 'mail.read', listCaseMail),
    route(listOwnMailEndpoint, 'case.read', listOwnMail),
  ]
}
