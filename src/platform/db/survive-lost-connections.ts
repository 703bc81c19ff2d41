import type pg from 'pg'

/**
 * A connection that breaks fails the query it serves, and the pool replaces it; without these handlers the
 * error would end the process.
 */
export function surviveLostConnections(pool: pg.Pool, complain: (error: Error) => void): void {
  pool.on('error', complain)
  pool.on('connect', (client) => client.on('error', complain))
}
