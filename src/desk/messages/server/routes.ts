import {
  readFileEndpoint,
  readTimelineEndpoint,
  uploadFileEndpoint,
  writeMessageEndpoint,
} from '#desk/messages/domain/contract.ts'
import { readFile } from '#desk/messages/server/read-file.ts'
import { readTimeline } from '#desk/messages/server/read-timeline.ts'
import { uploadFile } from '#desk/messages/server/upload-file.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { route } from '#platform/http/route.ts'

export const messageRoutes = [
  route(writeMessageEndpoint, 'case.reply', writeMessage),
  route(readTimelineEndpoint, 'case.read', readTimeline),
  route(uploadFileEndpoint, 'file.upload', uploadFile),
  route(readFileEndpoint, 'case.read', readFile),
]
