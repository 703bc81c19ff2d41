/** One JSON line per happening on stderr; never message texts, passwords or addresses of customers. */
export type Log = {
  info(message: string, fields?: Record<string, unknown>): void
  warn(message: string, fields?: Record<string, unknown>): void
  error(message: string, fields?: Record<string, unknown>): void
}

function describe(value: unknown): unknown {
  return value instanceof Error
    ? { name: value.name, message: value.message, stack: value.stack, cause: describe(value.cause) }
    : value
}

export function createLog(write: (line: string) => void, minimum: 'info' | 'warn' | 'error' = 'info'): Log {
  const levels = ['info', 'warn', 'error'] as const
  const at =
    (level: (typeof levels)[number]) =>
    (message: string, fields: Record<string, unknown> = {}) => {
      if (levels.indexOf(level) < levels.indexOf(minimum)) return
      const plain = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, describe(value)]))
      write(JSON.stringify({ at: new Date().toISOString(), level, message, ...plain }) + '\n')
    }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
