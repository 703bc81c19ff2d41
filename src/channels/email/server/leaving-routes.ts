import type { Context } from '#platform/context.ts'
import { type Route, route } from '#platform/http/route.ts'
import {
  checkSigningEndpoint,
  makeSigningKeyEndpoint,
  readSigningEndpoint,
  removeSigningKeyEndpoint,
} from '../domain/signing-contract.ts'
import {
  listTemplatesEndpoint,
  readMailPrivacyEndpoint,
  resetTemplateEndpoint,
  saveMailDefaultsEndpoint,
  saveMailPrivacyEndpoint,
  saveTemplateEndpoint,
  testTemplateEndpoint,
} from '../domain/template-contract.ts'
import { readMailPrivacy, saveMailPrivacy } from './mail-privacy.ts'
import { listTemplates, resetTemplate, saveMailDefaults, saveTemplate } from './mail-templates.ts'
import { checkSigning, makeSigningKey, readSigning, removeSigningKey, type SigningNeeds } from './signing.ts'
import { testTemplate } from './test-template.ts'

/** How mail leaves: signed, in which words, and to whom without content. */
export function createLeavingRoutes(needs: SigningNeeds): Route[] {
  return [
    route(readSigningEndpoint, 'mail.manage', readSigning),
    route(checkSigningEndpoint, 'mail.manage', (ctx: Context) => checkSigning(ctx, needs)),
    route(makeSigningKeyEndpoint, 'mail.manage', (ctx: Context) => makeSigningKey(ctx, needs)),
    route(removeSigningKeyEndpoint, 'mail.manage', removeSigningKey),
    route(listTemplatesEndpoint, 'mail.manage', listTemplates),
    route(saveMailDefaultsEndpoint, 'mail.manage', saveMailDefaults),
    route(saveTemplateEndpoint, 'mail.manage', saveTemplate),
    route(resetTemplateEndpoint, 'mail.manage', resetTemplate),
    route(testTemplateEndpoint, 'mail.manage', (ctx: Context, input) => testTemplate(ctx, input, needs)),
    route(readMailPrivacyEndpoint, 'mail_privacy.read', readMailPrivacy),
    route(saveMailPrivacyEndpoint, 'mail_privacy.change', saveMailPrivacy),
  ]
}
