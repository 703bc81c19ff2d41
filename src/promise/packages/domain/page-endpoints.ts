import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** Twice the same name, or anything else that is no text, is as if it were not there. */
const choice = z.string().max(100).optional().catch(undefined)

export const packagesPageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/packages',
  summary: 'The published packages as a page for people (HTML).',
  query: z.object({ package: choice, coverage: choice, zone: choice, only: choice }),
  response: z.any(),
  sends: 'text/html',
})

export const packagesStylesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/packages/page.css',
  summary: 'How the page of the packages looks (CSS).',
  response: z.any(),
  sends: 'text/css',
})

export const packagesScriptEndpoint = defineEndpoint({
  method: 'GET',
  path: '/packages/page.js',
  summary: 'What a browser with JavaScript adds to the page of the packages.',
  response: z.any(),
  sends: 'text/javascript',
})
