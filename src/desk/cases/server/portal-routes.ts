import {
  addWatcherEndpoint,
  readAudienceEndpoint,
  removeWatcherEndpoint,
  setPrivacyEndpoint,
} from '#desk/cases/domain/audience-contract.ts'
import {
  askColleagueEndpoint,
  declineRequestEndpoint,
  listRequestsEndpoint,
  readRequestEndpoint,
  submitRequestEndpoint,
  adoptRequestEndpoint,
  withdrawRequestEndpoint,
} from '#desk/cases/domain/request-contract.ts'
import {
  answerWishEndpoint,
  askPriorityEndpoint,
  listWishesEndpoint,
} from '#desk/cases/domain/wish-contract.ts'
import { answerWish } from '#desk/cases/server/answer-wish.ts'
import {
  adoptRequest,
  declineRequest,
  submitRequest,
  withdrawRequest,
} from '#desk/cases/server/answer-request.ts'
import { askColleague } from '#desk/cases/server/ask-colleague.ts'
import { askPriority } from '#desk/cases/server/ask-priority.ts'
import { listRequests, readRequest } from '#desk/cases/server/case-requests.ts'
import { listWishes } from '#desk/cases/server/priority-wishes.ts'
import { readAudience } from '#desk/cases/server/read-audience.ts'
import { setPrivacy } from '#desk/cases/server/set-privacy.ts'
import { addWatcher, removeWatcher } from '#desk/cases/server/watch-case.ts'
import { route } from '#platform/http/route.ts'

/** What customers decide about their cases among themselves, and what they ask of us and of each other. */
export const portalRoutes = [
  route(readAudienceEndpoint, 'case.read', readAudience),
  route(addWatcherEndpoint, 'case.share', addWatcher),
  route(removeWatcherEndpoint, 'case.share', removeWatcher),
  route(setPrivacyEndpoint, 'case.share', setPrivacy),
  route(listWishesEndpoint, 'case.read', listWishes),
  route(askPriorityEndpoint, 'priority.ask', askPriority),
  route(answerWishEndpoint, 'case.work', answerWish),
  route(listRequestsEndpoint, 'request.use', listRequests),
  route(askColleagueEndpoint, 'request.use', askColleague),
  route(readRequestEndpoint, 'request.use', readRequest),
  route(submitRequestEndpoint, 'request.use', submitRequest),
  route(adoptRequestEndpoint, 'request.use', adoptRequest),
  route(declineRequestEndpoint, 'request.use', declineRequest),
  route(withdrawRequestEndpoint, 'request.use', withdrawRequest),
]
