import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { permissionNames } from '#app/permissions.ts'
import type { Role } from '#platform/context.ts'
import type { Route } from '#platform/http/route.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import type { Answer, Client } from '../support/test-client.ts'
import { requests } from './matrix-requests.ts'
import { sendMatrixRequest } from './send-matrix-request.ts'
import { buildMatrixWorld, canary, type Place, places, type World } from './matrix-world.ts'

/**
 * What each route answers to whom. A cell is one status, or three for something of the asker's own account, of
 * another account, and of none. Absent and not to be seen are the same 404.
 */
// oxfmt-ignore
const matrix: Record<string, readonly [string, string, string, string, string, string, string]> = {
  //                                            visitor no seat        contact        account admin  agent          manager        admin
  'GET /api/v1/me':                            ['401', '200',         '200',         '200',         '200',         '200',         '200'],
  'GET /api/v1/vendor':                        ['200', '200',         '200',         '200',         '200',         '200',         '200'],
  'POST /api/v1/set-up/check':                ['200', '200',         '200',         '200',         '200',         '200',         '200'],
  'POST /api/v1/set-up':                      ['409', '409',         '409',         '409',         '409',         '409',         '409'],
  'GET /api/v1/set-up/checklist':             ['401', '403',         '403',         '403',         '403',         '200',         '200'],
  'GET /api/v1/permissions':                  ['401', '403',         '403',         '403',         '403',         '200',         '200'],
  'GET /api/v1/vendor/settings':              ['401', '403',         '403',         '403',         '403',         '200',         '200'],
  'PATCH /api/v1/vendor/settings':            ['401', '403',         '403',         '403',         '403',         '403',         '200'],
  'GET /api/v1/staff':                        ['401', '403',         '403',         '403',         '200',         '200',         '200'],
  'POST /api/v1/staff':                       ['401', '403',         '403',         '403',         '403',         '403',         '201'],
  'PATCH /api/v1/staff/{id}':                 ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'POST /api/v1/staff/{id}/end':              ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'POST /api/v1/staff/{id}/restore':          ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'PUT /api/v1/staff/{id}/lines':             ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'POST /api/v1/products':                    ['401', '403',         '403',         '403',         '403',         '403',         '201'],
  'PATCH /api/v1/products/{code}':            ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'DELETE /api/v1/products/{code}':           ['401', '403',         '403',         '403',         '403',         '403',         '204 204 404'],
  'GET /api/v1/products':                      ['401', '200',         '200',         '200',         '200',         '200',         '200'],
  'GET /api/v1/packages':                      ['200', '200',         '200',         '200',         '200',         '200',         '200'],
  'GET /api/v1/audit-entries':                 ['401', '403', '403', '403', '403', '200', '200'],
  'GET /api/v1/calendars':                     ['401', '403', '403', '403', '403', '200', '200'],
  'GET /api/v1/calendars/{package}/{zone}':    ['401', '403', '403', '403', '403', '200', '200'],
  'POST /api/v1/calendars/{package}/{zone}/versions': ['401', '403', '403', '403', '403', '403', '201'],
  'GET /api/v1/holidays/countries':            ['401', '403', '403', '403', '403', '200', '200'],
  'GET /api/v1/holidays':                      ['401', '403', '403', '403', '403', '200', '200'],
  'POST /api/v1/holidays/ics':                 ['401', '403', '403', '403', '403', '200', '200'],
  'POST /api/v1/calendars/effect':             ['401', '403', '403', '403', '403', '200', '200'],
  'GET /api/v1/catalogue-editions':            ['401', '403', '403', '403', '403', '200', '200'],
  'GET /api/v1/catalogue-editions/{version}':  ['401', '403', '403', '403', '403', '200', '200'],
  'GET /api/v1/catalogue-editions/{version}/document': ['401', '403', '403', '403', '403', '200', '200'],
  'POST /api/v1/catalogue-editions/check':     ['401', '403', '403', '403', '403', '403', '200'],
  'POST /api/v1/catalogue-editions':           ['401', '403', '403', '403', '403', '403', '409'],
  'GET /api/v1/catalogue-drafts/current':      ['401', '403', '403', '403', '403', '403', '200'],
  'POST /api/v1/catalogue-drafts':             ['401', '403', '403', '403', '403', '403', '201'],
  'PUT /api/v1/catalogue-drafts/{id}':         ['401', '403', '403', '403', '403', '403', '200 200 404'],
  'POST /api/v1/catalogue-drafts/{id}/discard':['401', '403', '403', '403', '403', '403', '200 200 404'],
  'POST /api/v1/catalogue-drafts/{id}/restoration':['401', '403', '403', '403', '403', '403', '200 200 404'],
  'GET /api/v1/catalogue-drafts/{id}/document':['401', '403', '403', '403', '403', '403', '200 200 404'],
  'GET /api/v1/catalogue-drafts/{id}/effect':  ['401', '403', '403', '403', '403', '403', '200 200 404'],
  'GET /api/v1/catalogue-drafts/{id}/case-effect':['401', '403', '403', '403', '403', '403', '200 200 404'],
  'GET /api/v1/catalogue-drafts/{id}/agreements':['401', '403', '403', '403', '403', '403', '200 200 404'],
  'POST /api/v1/catalogue-drafts/{id}/publication':['401', '403', '403', '403', '403', '403', '409 409 404'],
  'GET /api/v1/contacts':                      ['401', '403',         '403',         '403',         '200',         '200',         '200'],
  'GET /api/v1/accounts':                      ['401', '403', '403', '403', '200', '200', '200'],
  'POST /api/v1/accounts':                     ['401', '403', '403', '403', '403', '201', '201'],
  'GET /api/v1/accounts/{id}':                 ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'PATCH /api/v1/accounts/{id}':               ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'GET /api/v1/mail-settings/signing':         ['401', '403', '403', '403', '403', '403', '200'],
  'POST /api/v1/mail-settings/signing/check':  ['401', '403', '403', '403', '403', '403', '200'],
  'POST /api/v1/mail-settings/signing/keys':   ['401', '403', '403', '403', '403', '403', '200'],
  'DELETE /api/v1/mail-settings/signing/keys/{id}': ['401', '403', '403', '403', '403', '403', '200 200 404'],
  'GET /api/v1/mail-templates':                ['401', '403', '403', '403', '403', '403', '200'],
  'PUT /api/v1/mail-templates/default-language': ['401', '403', '403', '403', '403', '403', '200'],
  'PUT /api/v1/mail-templates/{kind}/{language}': ['401', '403', '403', '403', '403', '403', '200'],
  'POST /api/v1/mail-templates/{kind}/{language}/reset': ['401', '403', '403', '403', '403', '403', '200'],
  'POST /api/v1/mail-templates/{kind}/{language}/test': ['401', '403', '403', '403', '403', '403', '200'],
  'GET /api/v1/accounts/{id}/mail-privacy':    ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'PUT /api/v1/accounts/{id}/mail-privacy':    ['401', '403', '403', '200 404 404', '403', '200 200 404', '200 200 404'],
  'GET /api/v1/accounts/{id}/contacts':        ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/accounts/{id}/contacts':       ['401', '403', '403', '403', '403', '201 201 404', '201 201 404'],
  'GET /api/v1/contacts/{id}':                 ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'PATCH /api/v1/contacts/{id}':               ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/contacts/{id}/end':            ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/contacts/{id}/restore':        ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'GET /api/v1/contacts/{id}/merge-effect':    ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/contacts/{id}/merge':          ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/contact-merges/{id}/undo':     ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'GET /api/v1/account-choices/{token}':       ['404', '404', '404', '404', '404', '404', '404'],
  'POST /api/v1/account-choices/{token}':      ['404', '404', '404', '404', '404', '404', '404'],
  'POST /api/v1/contacts/{id}/certifications': ['401', '403', '403', '403', '403', '201 201 404', '201 201 404'],
  'GET /api/v1/accounts/{id}/environments':    ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/accounts/{id}/environments':   ['401', '403', '403', '403', '403', '201 201 404', '201 201 404'],
  'PATCH /api/v1/environments/{id}':           ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'DELETE /api/v1/environments/{id}':          ['401', '403', '403', '403', '403', '204 204 404', '204 204 404'],
  'GET /api/v1/coverage-zones':                ['401', '403', '403', '403', '200', '200', '200'],
  'GET /api/v1/accounts/{id}/agreements':      ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/accounts/{id}/agreements':     ['401', '403', '403', '403', '403', '201 201 404', '201 201 404'],
  'GET /api/v1/agreements/{id}':               ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'PATCH /api/v1/agreements/{id}':             ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'DELETE /api/v1/agreements/{id}':            ['401', '403', '403', '403', '403', '204 204 404', '204 204 404'],
  'POST /api/v1/agreements/{id}/activation':   ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/agreements/{id}/cancellation': ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/agreements/{id}/renewal':      ['401', '403', '403', '403', '403', '201 201 404', '201 201 404'],
  'GET /api/v1/agreements/{id}/quote':         ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/agreements/{id}/quotes':       ['401', '403', '403', '403', '403', '201 201 404', '201 201 404'],
  'GET /api/v1/agreements/{id}/quote.pdf':     ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/quotes/{id}/pdf':               ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/accounts/{id}/what-if':         ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/accounts/{id}/quotes':          ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/agreements/{id}/amendments/preview': ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/agreements/{id}/amendments':   ['401', '403', '403', '403', '403', '201 201 404', '201 201 404'],
  'POST /api/v1/agreements/{id}/documents':    ['401', '403', '403', '403', '403', '201 201 404', '201 201 404'],
  'GET /api/v1/agreements/{id}/documents':     ['401', '403', '403', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/agreement-documents/{id}':      ['401', '403', '403', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/agreements/{id}/seats':         ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/agreements/{id}/seats':        ['401', '403', '403', '201 404 404', '403', '201 201 404', '201 201 404'],
  'POST /api/v1/seats/{id}/end':               ['401', '403', '403', '200 404 404', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/seats/{id}/swap':              ['401', '403', '403', '200 404 404', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/agreements/{id}/people':       ['401', '403', '403', '201 404 404', '403', '201 201 404', '201 201 404'],
  'POST /api/v1/agreements/{id}/seats/choice': ['401', '403', '403', '200 404 404', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/contacts/{id}/invitation/withdrawal': ['401', '403', '403', '200 404 404', '403', '200 200 404', '200 200 404'],
  'GET /api/v1/accounts/{id}/pools':           ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/accounts/{id}/pool-entries':    ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/accounts/{id}/pool-adjustments': ['401', '403', '403', '403', '403', '201 201 404', '201 201 404'],
  'GET /api/v1/accounts/{id}/cover':           ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/staff/{id}/invitation':        ['401', '403',         '403',         '403',         '403',         '403',         '201 201 404'],
  'POST /api/v1/staff/{id}/two-step-reset':    ['401', '403',         '403',         '403',         '403',         '403',         '409 409 404'],
  'POST /api/v1/contacts/{id}/invitation':     ['401', '403',         '403',         '201 404 404', '403',         '201 201 404', '201 201 404'],
  'POST /api/v1/entitlement-decisions':        ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/cases':                        ['401', '403 404 404', '201 404 404', '201 404 404', '201 201 404', '201 201 404', '201 201 404'],
  'GET /api/v1/cases':                         ['401', '200',         '200',         '200',         '200',         '200',         '200'],
  'GET /api/v1/cases/{reference}':             ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'PATCH /api/v1/cases/{reference}':           ['401', '403 404 404', '403 404 404', '403 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/cases/{reference}/solve':      ['401', '403',         '403',         '403',         '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/cases/{reference}/confirm':    ['401', '200 404 404', '200 404 404', '200 404 404', '403',         '403',         '403'],
  'POST /api/v1/cases/{reference}/reopen':     ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/cases/{reference}/messages':   ['401', '201 404 404', '201 404 404', '201 404 404', '201 201 404', '201 201 404', '201 201 404'],
  'POST /api/v1/cases/{reference}/messages/{id}/take-back': ['401', '403',  '403',         '403',         '409 409 404', '409 409 404', '409 409 404'],
  'GET /api/v1/cases/{reference}/drafts':      ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'PUT /api/v1/cases/{reference}/drafts/{mode}': ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'PUT /api/v1/cases/{reference}/presence':    ['401', '403',         '403',         '403',         '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/presence':                      ['401', '403',         '403',         '403',         '200',         '200',         '200'],
  'GET /api/v1/cases/{reference}/timeline':    ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/cases/{reference}/snooze':    ['401', '403',         '403',         '403',         '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/cases/{reference}/wake':      ['401', '403',         '403',         '403',         '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/cases/{reference}/close':     ['401', '403',         '403',         '403',         '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/cases/{reference}/close/take-back':['401', '403',         '403',         '403',         '409 409 404', '409 409 404', '409 409 404'],
  'POST /api/v1/cases/{reference}/calls':     ['401', '403',         '403',         '403',         '201 201 404', '201 201 404', '201 201 404'],
  'POST /api/v1/cases/{reference}/classification-preview':['401', '403',         '403',         '403',         '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/cases/{reference}/links':      ['401', '403',         '403',         '403',         '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/cases/{reference}/links':     ['401', '403',         '403',         '403',         '201 201 404', '201 201 404', '201 201 404'],
  'DELETE /api/v1/cases/{reference}/links/{id}':['401', '403',         '403',         '403',         '204 204 404', '204 204 404', '204 204 404'],
  'GET /api/v1/cases/{reference}/decisions': ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/cases/{reference}/decisions/{id}/again': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/cases/with-waiver': ['401', '403', '403', '403', '403', '201 201 404', '201 201 404'],
  'POST /api/v1/cases/{reference}/classification-with-waiver': ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/triage/{id}/adopt-with-waiver': ['401', '403', '403', '403', '403', '201 201 404', '201 201 404'],
  'GET /api/v1/refusals':                     ['401', '403', '403', '403', '403', '200', '200'],
  'GET /api/v1/refusal-counts':               ['401', '403', '403', '403', '403', '200', '200'],
  'GET /api/v1/refusals/{id}':                ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'GET /api/v1/search':                       ['401', '403',         '403',         '403',         '200', '200', '200'],
  'GET /api/v1/cases/{reference}/files': ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/cases/{reference}/audience': ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'PUT /api/v1/cases/{reference}/privacy': ['401', '403 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'PUT /api/v1/cases/{reference}/watchers/{contactId}': ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'DELETE /api/v1/cases/{reference}/watchers/{contactId}': ['401', '403 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/cases/{reference}/priority-wishes': ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/cases/{reference}/priority-wishes': ['401', '201 404 404', '201 404 404', '201 404 404', '403', '403', '403'],
  'POST /api/v1/cases/{reference}/priority-wishes/{id}/answer': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/ranking': ['401', '200', '200', '200', '403', '403', '403'],
  'PUT /api/v1/ranking': ['401', '403', '403', '403', '403', '403', '403'],
  'GET /api/v1/cases/{reference}/contests': ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/cases/{reference}/contests': ['401', '403', '403', '403', '201 201 404', '201 201 404', '201 201 404'],
  'POST /api/v1/cases/{reference}/contests/{id}/settle': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/case-requests': ['401', '200', '200', '200', '403', '403', '403'],
  'POST /api/v1/case-requests': ['401', '201 404 404', '400 404 404', '201 404 404', '403', '403', '403'],
  'GET /api/v1/case-requests/{id}': ['401', '404', '200 404 404', '200 404 404', '403', '403', '403'],
  'POST /api/v1/case-requests/{id}/submit': ['401', '404', '403 404 404', '201 404 404', '403', '403', '403'],
  'POST /api/v1/case-requests/{id}/adopt': ['401', '404', '403 404 404', '201 404 404', '403', '403', '403'],
  'POST /api/v1/case-requests/{id}/decline': ['401', '404', '403 404 404', '200 404 404', '403', '403', '403'],
  'POST /api/v1/case-requests/{id}/withdraw': ['401', '404', '200 404 404', '403 404 404', '403', '403', '403'],
  'GET /api/v1/accounts/{id}/services': ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/service-requests': ['401', '403', '403', '403', '403', '403', '403'],
  'GET /api/v1/service-requests': ['401', '403', '403', '403', '200', '200', '200'],
  'GET /api/v1/cases/{reference}/service-request': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/service-requests/{id}/approve': ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/service-requests/{id}/decline': ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/service-approvals/{id}/revoke': ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'GET /api/v1/contacts/{id}/certifications': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/certifications': ['401', '200', '200', '200', '403', '403', '403'],
  'PATCH /api/v1/certifications/{id}': ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/certifications/{id}/revoke': ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'GET /api/v1/certifications/{id}/proof': ['401', '403', '403', '403', '404', '404', '404'],
  'GET /api/v1/certification-kinds': ['401', '403', '403', '403', '200', '200', '200'],
  'GET /api/v1/mail/{id}': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/mail/{id}/page': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/mail/{id}/source': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/mail/{id}/raw': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/mail/{id}/parts/{index}': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/mail/{id}/pictures/{index}': ['401', '403', '403', '403', '422 422 404', '422 422 404', '422 422 404'],
  'PUT /api/v1/mail/{id}/pictures': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/cases/{reference}/mail': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/cases/{reference}/own-mail': ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/breaches': ['401', '403', '403', '403', '200', '200', '200'],
  'GET /api/v1/breach-trend': ['401', '403', '403', '403', '200', '200', '200'],
  'GET /api/v1/breaches/{id}': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'PUT /api/v1/breaches/{id}/record': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/breaches/{id}/review': ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/breaches/{id}/reopen': ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'GET /api/v1/breach-causes': ['401', '403', '403', '403', '200', '200', '200'],
  'POST /api/v1/breach-causes': ['401', '403', '403', '403', '403', '403', '201'],
  'PATCH /api/v1/breach-causes/{code}': ['401', '403', '403', '403', '403', '403', '200 200 404'],
  'GET /api/v1/cases/{reference}/credits': ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/service-capacities': ['401', '403', '403', '403', '200', '200', '200'],
  'PUT /api/v1/service-capacities/{service}': ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'PATCH /api/v1/me': ['401', '200', '200', '200', '200', '200', '200'],
  'GET /api/v1/counts':                        ['401', '200',         '200',         '200',         '200',         '200',         '200'],
  'POST /api/v1/files':                        ['401', '201',         '201',         '201',         '201',         '201',         '201'],
  'GET /api/v1/files/{id}':                    ['401', '200 404 404', '200 404 404', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/lines':                         ['401', '403',         '403',         '403',         '200',         '200',         '200'],
  'GET /api/v1/reports/promises':              ['401', '403', '403', '403', '200', '200', '200'],
  'GET /api/v1/reports/promises/rows':         ['401', '403', '403', '403', '200', '200', '200'],
  'GET /api/v1/reports/promises/subscription': ['401', '403', '403', '403', '403', '200', '200'],
  'PUT /api/v1/reports/promises/subscription': ['401', '403', '403', '403', '403', '200', '200'],
  'POST /api/v1/reports/promises/mail':        ['401', '403', '403', '403', '403', '200', '200'],
  'GET /api/v1/accounts/{id}/promise-record':  ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/promise-record':                ['401', '200', '200', '200', '403', '403', '403'],
  'GET /api/v1/wall':                          ['401', '403', '403', '403', '403', '200', '200'],
  'GET /api/v1/wall/zones':                    ['401', '403', '403', '403', '403', '200', '200'],
  'PATCH /api/v1/lines/{number}':              ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'GET /api/v1/warning-rules':                 ['401', '403',         '403',         '403',         '403',         '200',         '200'],
  'POST /api/v1/warning-rules':                ['401', '403',         '403',         '403',         '403',         '403',         '201'],
  'PATCH /api/v1/warning-rules/{id}':          ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'DELETE /api/v1/warning-rules/{id}':         ['401', '403',         '403',         '403',         '403',         '403',         '204 204 404'],
  'GET /api/v1/mail-floods':                   ['401', '403', '403', '403', '200', '200', '200'],
  'GET /api/v1/mail-floods/{id}':              ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/mail-floods/{id}/let-through': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/mail-floods/{id}/discard':     ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/triage':                        ['401', '403',         '403',         '403',         '200',         '200',         '200'],
  'GET /api/v1/triage/{id}':                   ['401', '403',         '403',         '403',         '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/triage/{id}/raw':               ['401', '403',         '403',         '403',         '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/triage/{id}/adopt':            ['401', '403',         '403',         '403',         '201 201 404', '201 201 404', '201 201 404'],
  'POST /api/v1/triage/{id}/discard':          ['401', '403',         '403',         '403',         '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/triage-counts': ['401', '403', '403', '403', '200', '200', '200'],
  'POST /api/v1/triage/{id}/match': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/triage/{id}/unmatch': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/triage/{id}/accept-once': ['401', '403', '403', '403', '403', '201 201 404', '201 201 404'],
  'POST /api/v1/triage/{id}/take-back-case': ['401', '403', '403', '403', '409 409 404', '409 409 404', '409 409 404'],
  'POST /api/v1/triage/{id}/answer': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/triage/{id}/reveal': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/triage/discard': ['401', '403', '403', '403', '200', '200', '200'],
  'POST /api/v1/triage/bring-back': ['401', '403', '403', '403', '200', '200', '200'],
  'GET /api/v1/decided-mail': ['401', '403', '403', '403', '200', '200', '200'],
  'POST /api/v1/triage/block': ['401', '403', '403', '403', '200', '200', '200'],
  'GET /api/v1/blocked-senders': ['401', '403', '403', '403', '200', '200', '200'],
  'GET /api/v1/blocked-senders/preview': ['401', '403', '403', '403', '200', '200', '200'],
  'POST /api/v1/blocked-senders': ['401', '403', '403', '403', '201', '201', '201'],
  'POST /api/v1/blocked-senders/{id}/end': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/help-links': ['401', '403', '403', '403', '200', '200', '200'],
  'PUT /api/v1/help-links': ['401', '403', '403', '403', '403', '403', '200'],
  'GET /api/v1/matched-mail': ['401', '200', '200', '200', '403', '403', '403'],
  'POST /api/v1/matched-mail/{id}/adopt': ['401', '404', '201 404 404', '201 404 404', '403', '403', '403'],
  'POST /api/v1/matched-mail/{id}/not-ours': ['401', '404', '200 404 404', '200 404 404', '403', '403', '403'],
  'GET /api/v1/outgoing-mail':                 ['401', '403',         '403',         '403',         '200',         '200',         '200'],
  'GET /api/v1/keys':                          ['401', '403',         '403',         '403',         '403',         '403',         '200'],
  'GET /api/v1/key-scopes':                    ['401', '403',         '403',         '403',         '403',         '403',         '200'],
  'POST /api/v1/keys':                         ['401', '403',         '403',         '403',         '403',         '403',         '201'],
  'POST /api/v1/keys/{id}/end':                ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'GET /api/v1/suspended-addresses':            ['401', '403', '403', '403', '200', '200', '200'],
  'POST /api/v1/suspended-addresses/{id}/lift': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/suspended-addresses/{id}/suspend-again': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/accounts/{id}/unreached-contacts': ['401', '403', '403', '200 404 404', '200 200 404', '200 200 404', '200 200 404'],
  'GET /api/v1/mail-budget':                    ['401', '403', '403', '403', '403', '403', '200'],
  'PUT /api/v1/mail-budget':                    ['401', '403', '403', '403', '403', '403', '200'],
  'GET /api/v1/mail-inlets':                  ['401', '403', '403', '403', '403', '403', '200'],
  'POST /api/v1/mail-inlets':                 ['401', '403', '403', '403', '403', '403', '201'],
  'PATCH /api/v1/mail-inlets/{id}':           ['401', '403', '403', '403', '403', '403', '200 200 404'],
  'POST /api/v1/mail-inlets/{id}/mime':       ['404', '404', '404', '404', '404', '404', '404'],
  'GET /api/v1/mail-settings':                 ['401', '403', '403', '403', '403', '403', '200'],
  'PUT /api/v1/mail-settings/relay':           ['401', '403', '403', '403', '403', '403', '200'],
  'POST /api/v1/mail-settings/test':           ['401', '403', '403', '403', '403', '403', '200'],
  'GET /api/v1/mailboxes':                     ['401', '403', '403', '403', '403', '403', '200'],
  'POST /api/v1/mailboxes':                    ['401', '403', '403', '403', '403', '403', '201'],
  'GET /api/v1/mailboxes/{id}':                ['401', '403', '403', '403', '403', '403', '200 200 404'],
  'PATCH /api/v1/mailboxes/{id}':              ['401', '403', '403', '403', '403', '403', '200 200 404'],
  'POST /api/v1/mailboxes/test':               ['401', '403', '403', '403', '403', '403', '200 200 404'],
  'POST /api/v1/mailboxes/{id}/consent':       ['401', '403', '403', '403', '403', '403', '200 200 404'],
  'POST /api/v1/mailbox-consents':             ['401', '403', '403', '403', '403', '403', '409'],
  'GET /api/v1/mail-settings/trust':           ['401', '403', '403', '403', '403', '403', '200'],
  'POST /api/v1/mail-settings/trust':          ['401', '403', '403', '403', '403', '403', '201'],
  'DELETE /api/v1/mail-settings/trust/{id}':   ['401', '403', '403', '403', '403', '403', '204 204 404'],
  'GET /api/v1/accounts/{id}/mail-policy':     ['401', '403', '403', '403', '403', '403', '200 200 404'],
  'PUT /api/v1/accounts/{id}/mail-policy':     ['401', '403', '403', '403', '403', '403', '200 200 404'],
  'GET /api/v1/outgoing-mail/{id}':            ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/outgoing-mail/{id}/send-again': ['401', '403', '403', '403', '200 200 404', '200 200 404', '200 200 404'],
  'POST /api/v1/outgoing-mail/send-again':     ['401', '403', '403', '403', '200', '200', '200'],
  'GET /api/v1/health':                        ['401', '403', '403', '403', '403', '200', '200'],
  'POST /api/v1/health/jobs/retry':            ['401', '403', '403', '403', '403', '200', '200'],
  'POST /api/v1/health/jobs/{id}/retry':       ['401', '403', '403', '403', '403', '200 200 404', '200 200 404'],
  'POST /api/v1/health/time/trust':            ['401', '403', '403', '403', '403', '403', '200'],
  'GET /api/v1/webhooks':                      ['401', '403',         '403',         '403',         '403',         '403',         '200'],
  'POST /api/v1/webhooks':                     ['401', '403',         '403',         '403',         '403',         '403',         '201'],
  'GET /api/v1/webhooks/{id}':                 ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'PATCH /api/v1/webhooks/{id}':               ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'POST /api/v1/webhooks/{id}/secret':         ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'POST /api/v1/webhooks/{id}/test':           ['401', '403',         '403',         '403',         '403',         '403',         '201 201 404'],
  'POST /api/v1/webhooks/{id}/replay':         ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'GET /api/v1/webhooks/{id}/deliveries':      ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'GET /api/v1/webhook-deliveries/{id}':       ['401', '403',         '403',         '403',         '403',         '403',         '200 200 404'],
  'POST /api/v1/webhook-deliveries/{id}/replay': ['401', '403',       '403',         '403',         '403',         '403',         '200 200 404'],
  'GET /api/v1/notifications':                 ['401', '200',         '200',         '200',         '200',         '200',         '200'],
  'GET /api/v1/notifications/count':           ['401', '200',         '200',         '200',         '200',         '200',         '200'],
  'POST /api/v1/notifications/read':           ['401', '200',         '200',         '200',         '200',         '200',         '200'],
  'POST /api/v1/notifications/unread':         ['401', '200',         '200',         '200',         '200',         '200',         '200'],
  'GET /api/v1/notification-settings':         ['401', '200',         '200',         '200',         '200',         '200',         '200'],
  'PUT /api/v1/notification-settings':         ['401', '200',         '200',         '200',         '200',         '200',         '200'],
  'GET /api/v1/mail-switches/{token}':         ['404', '404',         '404',         '404',         '404',         '404',         '404'],
  'POST /mail-off/{token}':                    ['404', '404',         '404',         '404',         '404',         '404',         '404'],
  'GET /api/v1/live':                          ['401', '200',         '200',         '200',         '200',         '200',         '200'],
  'GET /packages':                             ['200', '200',         '200',         '200',         '200',         '200',         '200'],
  'GET /packages/page.css':                    ['200', '200',         '200',         '200',         '200',         '200',         '200'],
  'GET /packages/page.js':                     ['200', '200',         '200',         '200',         '200',         '200',         '200'],
  'GET /healthz':                              ['200', '200',         '200',         '200',         '200',         '200',         '200'],
  'GET /api/openapi.json':                     ['200', '200',         '200',         '200',         '200',         '200',         '200'],
}

type Reader = { name: string; role: Role; side: 'nobody' | 'customer' | 'vendor'; client: Client }

let app: TestApp
let world: World
let readers: Reader[]
const seen: { key: string; reader: Reader; place: Place; answer: Answer }[] = []

before(async () => {
  app = await startTestApp()
  world = await buildMatrixWorld(app)
  const { own, vendor } = world
  const reader = async (name: string, role: Role, email: string | null): Promise<Reader> => {
    const side = email === null ? 'nobody' : role.startsWith('contact') ? 'customer' : 'vendor'
    return { name, role, side, client: await app.as(email) }
  }
  readers = [
    await reader('a visitor', 'anonymous', null),
    await reader('a contact without a seat', 'contact', own.seatless.email),
    await reader('a contact', 'contact', own.contact.email),
    await reader('an account admin', 'contact_admin', own.accountAdmin.email),
    await reader('an agent', 'agent', vendor.agent.email),
    await reader('a manager', 'manager', vendor.manager.email),
    await reader('an admin', 'admin', vendor.admin.email),
  ]
})
after(() => app.close())

const keyOf = ({ endpoint }: Route) => `${endpoint.method} ${endpoint.path}`

test('every route has a row, a request and a known permission, and every row has a route', () => {
  const keys = app.routes.map(keyOf).toSorted()
  assert.deepEqual(Object.keys(matrix).toSorted(), keys)
  assert.deepEqual(Object.keys(requests).toSorted(), keys)
  const unknown = app.routes.filter((route) => !permissionNames.includes(route.permission))
  assert.deepEqual(unknown.map(keyOf), [])
})

describe('each route answers each role as the table says', () => {
  for (const [key, row] of Object.entries(matrix)) {
    test(key, async () => {
      for (const [index, cell] of row.entries()) {
        const reader = readers[index]
        assert.ok(reader)
        const statuses: number[] = []
        for (const place of places) {
          const answer = await ask(key, reader, place)
          seen.push({ key, reader, place, answer })
          statuses.push(answer.status)
        }
        const expected = cell.split(' ').map(Number)
        const [own = 0, other = own, none = own] = expected
        assert.deepEqual(statuses, [own, other, none], `${key} for ${reader.name}`)
      }
    })
  }
})

async function ask(key: string, reader: Reader, place: Place): Promise<Answer> {
  const build = requests[key]
  assert.ok(build)
  const { client } = reader
  if (key === 'GET /api/v1/live') return openStream(client)
  const asked = await build(world, place, reader.role)
  const { body } = asked
  if (body === undefined) return sendMatrixRequest(client, key, asked)
  return sendMatrixRequest(client, key, { ...asked, body: seatlessBody(reader, place, body) })
}

/** Somebody without a seat asks for themselves too. */
function seatlessBody(reader: Reader, place: Place, body: object): object {
  const isOwn = place === 'own' && reader.name === 'a contact without a seat' && 'contactId' in body
  return isOwn ? { ...body, contactId: world.own.seatless.id } : body
}

/** A stream never ends by itself: what counts is how it begins. */
async function openStream(client: Client): Promise<Answer> {
  const ended = new AbortController()
  const answer = await fetch(`${await app.listen()}/api/v1/live`, {
    headers: client.cookie === null ? {} : { cookie: client.cookie },
    signal: ended.signal,
  })
  ended.abort()
  return { status: answer.status, json: undefined, text: '', headers: Object.fromEntries(answer.headers) }
}

const answersTo = (side: Reader['side']) => seen.filter((one) => one.reader.side === side)
const where = ({ key, reader, place }: (typeof seen)[number]) => `${key} for ${reader.name}, ${place}`

describe('what the answers hold', () => {
  test('no customer reads a word of another account', () => {
    const leaks = answersTo('customer').filter(({ answer }) => answer.text.includes(canary.other))
    assert.deepEqual(leaks.map(where), [])
  })

  test('a visitor reads a word of no account', () => {
    const words = [canary.own, canary.other, canary.internal]
    const leaks = answersTo('nobody').filter(({ answer }) => words.some((word) => answer.text.includes(word)))
    assert.deepEqual(leaks.map(where), [])
  })

  test('no customer reads an internal note', () => {
    const leaks = answersTo('customer').filter(({ answer }) => answer.text.includes(canary.internal))
    assert.deepEqual(leaks.map(where), [])
  })

  test('customers get no line, no cause and no tracked clock', () => {
    const leaks = answersTo('customer')
      .filter(({ key }) => key.includes('/cases'))
      .filter(({ answer }) => hasInternalField(answer.json))
    assert.deepEqual(leaks.map(where), [])
  })

  test('the vendor reads all of that, so these checks would see it', () => {
    const texts = answersTo('vendor').map(({ answer }) => answer.text)
    for (const word of [canary.own, canary.other, canary.internal])
      assert.ok(texts.some((text) => text.includes(word)))
    assert.ok(answersTo('vendor').some(({ answer }) => hasInternalField(answer.json)))
    assert.ok(answersTo('customer').some(({ answer }) => answer.text.includes(canary.own)))
  })

  test('what is absent and what may not be seen are the same answer', () => {
    for (const { key, reader, answer } of seen.filter((one) => one.place === 'other')) {
      if (answer.status !== 404) continue
      const absent = seen.find((one) => one.key === key && one.reader === reader && one.place === 'none')
      assert.deepEqual(withoutInstance(answer), withoutInstance(absent?.answer), `${key} for ${reader.name}`)
    }
  })

  test('a list of another account’s cases is empty for a customer', () => {
    const lists = answersTo('customer').filter(
      ({ key, place }) => key === 'GET /api/v1/cases' && place !== 'own',
    )
    assert.equal(lists.length, 6)
    for (const { answer } of lists) assert.deepEqual(answer.json, { items: [], next: null })
  })

  test('every answer has exactly the fields of its contract', () => {
    for (const one of seen.filter(({ answer }) => answer.status < 300 && answer.json !== undefined)) {
      const route = app.routes.find((candidate) => keyOf(candidate) === one.key)
      assert.deepEqual(route?.endpoint.response.parse(one.answer.json), one.answer.json, where(one))
    }
  })

  test('every refusal is a problem with a code', () => {
    for (const one of seen.filter(({ answer }) => answer.status >= 400 && answer.text !== '')) {
      assert.match(one.answer.headers['content-type'] ?? '', /^application\/problem\+json/, where(one))
      assert.match(one.answer.text, /"code":"\w+"/, where(one))
    }
  })
})

function withoutInstance(answer: Answer | undefined): unknown {
  return { ...Object(answer?.json), instance: undefined }
}

/** Whether a case's line, its cause or a clock that is only tracked is anywhere in a value. */
function hasInternalField(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasInternalField)
  if (value === null || typeof value !== 'object') return false
  return Object.entries(value).some(
    ([name, inner]) =>
      name === 'line' ||
      (name === 'cause' && inner !== null) ||
      (name === 'guaranteed' && inner === false) ||
      hasInternalField(inner),
  )
}
