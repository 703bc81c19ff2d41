import { changeLineEndpoint, listLinesEndpoint, setStaffLinesEndpoint } from '#desk/lines/domain/contract.ts'
import { changeLine } from '#desk/lines/server/change-line.ts'
import { listLines } from '#desk/lines/server/list-lines.ts'
import { setStaffLines } from '#desk/lines/server/set-staff-lines.ts'
import { route } from '#platform/http/route.ts'

export const lineRoutes = [
  route(listLinesEndpoint, 'line.read', (ctx) => listLines(ctx)),
  route(changeLineEndpoint, 'line.change', changeLine),
  route(setStaffLinesEndpoint, 'staff.change', setStaffLines),
]
