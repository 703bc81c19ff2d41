type Meter = { commands: number; messages: number; timer: NodeJS.Timeout | undefined }
/** A server, as far as it is watched. */
type Watched = { connections: Iterable<{ id: string; send(code: number, words: string): void }> }
type Limits = { commands: number; messageMs: number }

/**
 * Counts what the sessions of one server do between messages, and ends those that talk for ever or take for ever,
 * a byte at a time. The server tells each command to its logger, which is how they are heard.
 */
export function createSessionMeter({ commands, messageMs }: Limits) {
  const meters = new Map<string, Meter>()
  let server: Watched | undefined

  function end(id: string, words: string): void {
    for (const connection of server?.connections ?? []) if (connection.id === id) connection.send(421, words)
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
      const meter = meters.get(entry.cid)
      if (meter === undefined) return
      meter.commands += 1
      if (meter.commands > commands) end(entry.cid, 'Too many commands for one message')
    },
    watch(watched: Watched): void {
      server = watched
    },
    begun(id: string): void {
      const meter = meters.get(id) ?? { commands: 0, messages: 0, timer: undefined }
      meters.set(id, meter)
      restart(id, meter)
    },
    /** After each message, whatever became of it; also of its session, which may have ended meanwhile. */
    hadMessage(id: string): void {
      const meter = meters.get(id)
      if (meter === undefined) return
      meter.messages += 1
      restart(id, meter)
    },
    messagesOf: (id: string) => meters.get(id)?.messages ?? 0,
    ended(id: string): void {
      clearTimeout(meters.get(id)?.timer)
      meters.delete(id)
    },
  }
}
