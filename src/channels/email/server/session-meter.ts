import type { SMTPServer } from 'smtp-server'

type Meter = { commands: number; messages: number; timer: NodeJS.Timeout | undefined }
type Limits = { commands: number; messageMs: number }

/**
 * Counts what the sessions of one server do between messages, and ends those that talk for ever or take for ever,
 * a byte at a time. The server tells each command to its logger, which is how they are heard.
 */
export function createSessionMeter({ commands, messageMs }: Limits) {
  const meters = new Map<string, Meter>()
  let server: SMTPServer | undefined

  function end(id: string, words: string): void {
    for (const connection of server?.connections ?? []) if (connection.id === id) connection.send(421, words)
  }

  function meterOf(id: string): Meter {
    const known = meters.get(id)
    if (known !== undefined) return known
    const made: Meter = { commands: 0, messages: 0, timer: undefined }
    meters.set(id, made)
    return made
  }

  function restart(id: string, meter: Meter): void {
    clearTimeout(meter.timer)
    meter.commands = 0
    meter.timer = setTimeout(() => end(id, 'This takes too long, please try again'), messageMs)
    meter.timer.unref()
  }

  return {
    /** For the server's `logger`. */
    debug(entry: { tnx?: string; cid?: string }): void {
      if (entry.tnx !== 'command' || entry.cid === undefined) return
      const meter = meterOf(entry.cid)
      meter.commands += 1
      if (meter.commands > commands) end(entry.cid, 'Too many commands for one message')
    },
    watch(watched: SMTPServer): void {
      server = watched
    },
    begun(id: string): void {
      restart(id, meterOf(id))
    },
    /** After each message, whatever became of it. Answers how many there were in this session. */
    hadMessage(id: string): number {
      const meter = meterOf(id)
      meter.messages += 1
      restart(id, meter)
      return meter.messages
    },
    messagesOf: (id: string) => meters.get(id)?.messages ?? 0,
    ended(id: string): void {
      clearTimeout(meters.get(id)?.timer)
      meters.delete(id)
    },
  }
}
