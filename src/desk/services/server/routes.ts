import {
  approveServiceEndpoint,
  declineServiceEndpoint,
  listOnRequestEndpoint,
  listCapacitiesEndpoint,
  listServiceRequestsEndpoint,
  readCaseServiceEndpoint,
  askApprovalEndpoint,
  revokeApprovalEndpoint,
  setCapacityEndpoint,
} from '#desk/services/domain/contract.ts'
import { approveService, declineService } from '#desk/services/server/answer-service-request.ts'
import { listOnRequest } from '#desk/services/server/list-on-request.ts'
import { askApproval } from '#desk/services/server/ask-approval.ts'
import { revokeApproval } from '#desk/services/server/revoke-approval.ts'
import { listCapacities, setCapacity } from '#desk/services/server/service-capacities.ts'
import { listServiceRequests, readCaseService } from '#desk/services/server/service-requests.ts'
import { route } from '#platform/http/route.ts'

/** Services that customers ask for and the vendor approves. */
export const serviceRoutes = [
  route(listOnRequestEndpoint, 'cover.read', listOnRequest),
  route(askApprovalEndpoint, 'service.ask', askApproval),
  route(listServiceRequestsEndpoint, 'service.read', listServiceRequests),
  route(readCaseServiceEndpoint, 'service.read', readCaseService),
  route(approveServiceEndpoint, 'service.decide', approveService),
  route(declineServiceEndpoint, 'service.decide', declineService),
  route(revokeApprovalEndpoint, 'service.decide', revokeApproval),
  route(listCapacitiesEndpoint, 'service.read', (ctx) => listCapacities(ctx)),
  route(setCapacityEndpoint, 'service.decide', setCapacity),
]
