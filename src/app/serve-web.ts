import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { notFound } from '#platform/errors.ts'

const folder = path.resolve(import.meta.dirname, '../../dist/web')

/** Serves the built web app: its files under their hashed names, and its page for every address of a screen. */
export async function serveWeb(app: FastifyInstance): Promise<void> {
  const page = path.join(folder, 'index.html')
  if (existsSync(page)) {
    await app.register(fastifyStatic, {
      root: path.join(folder, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '1y',
      index: false,
    })
  }
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (!wantsPage || request.url.startsWith('/api/') || !existsSync(page)) throw notFound('address')
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(await readFile(page))
  })
}
