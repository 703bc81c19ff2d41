import {
  changeCaseEndpoint,
  confirmCaseEndpoint,
  countsEndpoint,
  listCasesEndpoint,
  openCaseEndpoint,
  readCaseEndpoint,
  reopenCaseEndpoint,
  solveCaseEndpoint,
} from '#desk/cases/domain/contract.ts'
import { notePresenceEndpoint, readPresencesEndpoint } from '#desk/cases/domain/presence.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { confirmCase } from '#desk/cases/server/confirm-case.ts'
import { listCases } from '#desk/cases/server/list-cases.ts'
import { notePresence, readPresences } from '#desk/cases/server/note-presence.ts'
import { openCaseOnline } from '#desk/cases/server/open-case-online.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { readCounts } from '#desk/cases/server/read-counts.ts'
import { reopenCase } from '#desk/cases/server/reopen-case.ts'
import { solveCase } from '#desk/cases/server/solve-case.ts'
import {
  closeCaseEndpoint,
  linkCasesEndpoint,
  listLinksEndpoint,
  logCallEndpoint,
  previewClassEndpoint,
  searchEndpoint,
  snoozeCaseEndpoint,
  takeBackCloseEndpoint,
  unlinkCasesEndpoint,
  wakeCaseEndpoint,
} from '#desk/cases/domain/work-contract.ts'
import { closeCase } from '#desk/cases/server/close-case.ts'
import { linkCases } from '#desk/cases/server/link-cases.ts'
import { listLinks } from '#desk/cases/server/list-links.ts'
import { logCall } from '#desk/cases/server/log-call.ts'
import { previewClass } from '#desk/cases/server/preview-class.ts'
import { searchDesk } from '#desk/cases/server/search-desk.ts'
import { snoozeCase } from '#desk/cases/server/snooze-case.ts'
import { takeBackClose } from '#desk/cases/server/take-back-close.ts'
import { unlinkCases } from '#desk/cases/server/unlink-cases.ts'
import { wakeCase } from '#desk/cases/server/wake-case.ts'
import { route } from '#platform/http/route.ts'

export const caseRoutes = [
  route(openCaseEndpoint, 'case.open', openCaseOnline),
  route(listCasesEndpoint, 'case.read', listCases),
  route(readCaseEndpoint, 'case.read', readCase),
  route(changeCaseEndpoint, 'case.change', changeCase),
  route(solveCaseEndpoint, 'case.solve', solveCase),
  route(confirmCaseEndpoint, 'case.confirm', confirmCase),
  route(reopenCaseEndpoint, 'case.reopen', reopenCase),
  route(snoozeCaseEndpoint, 'case.work', snoozeCase),
  route(wakeCaseEndpoint, 'case.work', wakeCase),
  route(closeCaseEndpoint, 'case.work', closeCase),
  route(takeBackCloseEndpoint, 'case.work', takeBackClose),
  route(logCallEndpoint, 'case.work', logCall),
  route(previewClassEndpoint, 'case.work', previewClass),
  route(listLinksEndpoint, 'case.work', listLinks),
  route(linkCasesEndpoint, 'case.work', linkCases),
  route(unlinkCasesEndpoint, 'case.work', unlinkCases),
  route(searchEndpoint, 'contact.find', searchDesk),
  route(notePresenceEndpoint, 'presence.share', notePresence),
  route(readPresencesEndpoint, 'presence.share', (ctx) => readPresences(ctx)),
  route(countsEndpoint, 'case.read', (ctx) => readCounts(ctx)),
]
