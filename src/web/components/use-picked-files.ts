import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/api-problem.ts'
import { problemSentence } from '../api/problem-sentence.ts'
import { maxFileBytes, uploadFile } from '../api/upload-file.ts'
import { fileSize } from './file-size.ts'
import { isPicture, type PickedFile } from './picked-file.ts'

export type PickedFiles = {
  files: PickedFile[]
  add: (chosen: Iterable<File>) => void
  remove: (key: string) => void
  /** Sends a file again that did not arrive. */
  retry: (key: string) => void
  /** Puts files there that arrived earlier, in place of all. */
  restore: (files: readonly { id: string; name: string; bytes: number }[]) => void
  clear: () => void
}

/** So many files one message takes. */
export const mostFiles = 20

/** Uploads files as they are chosen; removing one stops it. */
export function usePickedFiles(): PickedFiles {
  const { t } = useTranslation('kit')
  const [files, setFiles] = useState<PickedFile[]>([])
  const stops = useRef(new Map<string, AbortController>())
  const sources = useRef(new Map<string, File>())
  const change = useCallback((key: string, news: Partial<PickedFile>) => {
    setFiles((all) => all.map((file) => (file.key === key ? { ...file, ...news } : file)))
  }, [])
  const start = useCallback(
    async (key: string, file: File) => {
      const stop = new AbortController()
      stops.current.set(key, stop)
      try {
        const stored = await uploadFile(file, (share) => change(key, { share }), {
          signal: stop.signal,
          idempotencyKey: key,
        })
        change(key, { state: 'done', share: 1, id: stored.id })
      } catch (problem) {
        if (stop.signal.aborted) return
        const canRetry = !(problem instanceof ApiProblem) || problem.status === 0 || problem.status >= 500
        change(key, { state: 'failed', problem: problemSentence(problem), canRetry })
      }
    },
    [change],
  )
  const count = files.length
  const add = useCallback(
    (chosen: Iterable<File>) => {
      for (const [index, file] of [...chosen].entries()) {
        const key = crypto.randomUUID()
        const base = { key, name: file.name, bytes: file.size, share: 0, picture: pictureOf(file) }
        const problem = problemWith(file, count + index, t)
        setFiles((all) => [
          ...all,
          problem === undefined ? { ...base, state: 'uploading' } : { ...base, state: 'failed', problem },
        ])
        if (problem !== undefined) continue
        sources.current.set(key, file)
        void start(key, file)
      }
    },
    [count, start, t],
  )
  const retry = useCallback(
    (key: string) => {
      const file = sources.current.get(key)
      if (file === undefined) return
      change(key, { state: 'uploading', share: 0, problem: undefined })
      void start(key, file)
    },
    [change, start],
  )
  const remove = useCallback((key: string) => {
    stops.current.get(key)?.abort()
    stops.current.delete(key)
    sources.current.delete(key)
    setFiles((all) => all.filter((file) => file.key !== key))
  }, [])
  const restore = useCallback((kept: readonly { id: string; name: string; bytes: number }[]) => {
    setFiles(
      kept.map((file) => ({ ...file, key: file.id, state: 'done', share: 1, picture: keptPicture(file) })),
    )
  }, [])
  const clear = useCallback(() => setFiles([]), [])
  return { files, add, remove, retry, restore, clear }
}

type Say = (key: string, values: Record<string, unknown>) => string

/** Why a file cannot be taken, said before anything is sent. */
function problemWith(file: File, place: number, t: Say): string | undefined {
  if (place >= mostFiles) return t('files.tooMany', { limit: mostFiles })
  if (file.size <= maxFileBytes) return undefined
  return t('files.tooLarge', { limit: fileSize(maxFileBytes), size: fileSize(file.size) })
}

function pictureOf(file: File): string | undefined {
  return isPicture(file.name) ? URL.createObjectURL(file) : undefined
}

function keptPicture({ id, name }: { id: string; name: string }): string | undefined {
  return isPicture(name) ? `/api/v1/files/${id}` : undefined
}
