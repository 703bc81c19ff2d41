import { listCaseFilesEndpoint } from '#desk/messages/domain/case-files-contract.ts'
import { listCaseFiles } from '#desk/messages/server/list-case-files.ts'
import { route } from '#platform/http/route.ts'

export const caseFileRoutes = [route(listCaseFilesEndpoint, 'case.read', listCaseFiles)]
