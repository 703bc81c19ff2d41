import {
  readDraftsEndpoint,
  readFileEndpoint,
  readTimelineEndpoint,
  saveDraftEndpoint,
  takeBackMessageEndpoint,
  uploadFileEndpoint,
  writeMessageEndpoint,
} from '#desk/messages/domain/contract.ts'
import { readDrafts } from '#desk/messages/server/read-drafts.ts'
import { readFile } from '#desk/messages/server/read-file.ts'
import { readTimeline } from '#desk/messages/server/read-timeline.ts'
import { saveDraft } from '#desk/messages/server/save-draft.ts'
import { takeBackMessage } from '#desk/messages/server/take-back-message.ts'
import { uploadFile } from '#desk/messages/server/upload-file.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { route } from '#platform/http/route.ts'

export const messageRoutes = [
  route(writeMessageEndpoint, 'case.reply', writeMessage),
  route(takeBackMessageEndpoint, 'message.take_back', takeBackMessage),
  route(readDraftsEndpoint, 'case.read', readDrafts),
  route(saveDraftEndpoint, 'case.reply', saveDraft),
  route(readTimelineEndpoint, 'case.read', readTimeline),
  route(uploadFileEndpoint, 'file.upload', uploadFile),
  route(readFileEndpoint, 'case.read', readFile),
]
