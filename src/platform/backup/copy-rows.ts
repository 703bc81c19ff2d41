import type pg from 'pg'

/** What pg's connection can do and its types leave out. */
type CopyConnection = pg.Connection & {
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

function canCopy(connection: pg.Connection): connection is CopyConnection {
  return 'sendCopyFromChunk' in connection && 'endCopyFrom' in connection
}

/** Whole rows as `COPY … TO STDOUT` writes them, each ended by a line feed. */
export type RowChunk = { rows: number; bytes: Buffer }

const wantedBytes = 1_000_000

/**
 * Runs a `copy … to stdout` and yields what it writes, in chunks of about a megabyte that end with a row. The server waits while nobody reads, so that memory does not grow with the table.
 * Throws what PostgreSQL says; a reader that stops early has to close the connection.
 */
export async function* copyOut(client: pg.Client, statement: string): AsyncGenerator<RowChunk> {
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let end: { error?: Error } | undefined
  let wake = () => {}
  let stream: pg.Connection['stream'] | undefined
  const finish = (error?: Error) => {
    end ??= error === undefined ? {} : { error }
    wake()
  }
  client.query({
    submit(connection: pg.Connection) {
      stream = connection.stream
      connection.query(statement)
    },
    handleCopyData({ chunk }: { chunk: Buffer }) {
      // The parser uses its buffer again.
      waiting.push(Buffer.from(chunk))
      waitingBytes += chunk.length
      if (waitingBytes > wantedBytes) stream?.pause()
      wake()
    },
    handleCommandComplete: () => undefined,
    handleError: finish,
    handleReadyForQuery: () => finish(),
  })
  try {
    for (;;) {
      if (waiting.length > 0 && (waitingBytes > wantedBytes || end !== undefined)) {
        const rows = waiting.length
        const bytes = Buffer.concat(waiting)
        waiting = []
        waitingBytes = 0
        yield { rows, bytes }
        stream?.resume()
      } else if (end !== undefined) {
        if (end.error !== undefined) throw end.error
        return
      } else {
        await new Promise<void>((resolve) => (wake = resolve))
      }
    }
  } finally {
    stream?.resume()
  }
}

/** Runs a `copy … from stdin` over whole rows. Returns how many there were; throws what PostgreSQL says. */
export function copyIn(client: pg.Client, statement: string, rows: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let count = 0
    client.query({
      submit(connection: pg.Connection) {
        connection.query(statement)
      },
      handleCopyInResponse(connection: pg.Connection) {
        if (!canCopy(connection)) throw new Error('This version of pg does not copy')
        connection.sendCopyFromChunk(rows)
        connection.endCopyFrom()
      },
      handleCommandComplete({ text }: { text: string }) {
        count = Number(text.split(' ')[1])
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(count),
    })
  })
}
