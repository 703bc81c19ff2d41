import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** The clock of the machine moved, and due times go on by the time before. Instants are ISO 8601 with their offset. */
export const timeAlarmView = z.object({
  /** When, by the time before. */
  movedAt: z.iso.datetime({ offset: true }),
  /** By how much; negative is back. */
  movedByMs: z.number().int(),
})

export const trustTimeEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/health/time/trust',
  summary:
    'Admins: say that the clock of the machine is right after it moved. Due times follow it again, and what is due by it fires.',
  body: timeAlarmView.pick({ movedAt: true }).strict(),
  response: z.object({ trusted: z.literal(true) }),
})
