import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../api/problem-sentence.ts'
import { maxFileBytes, uploadFile } from '../api/upload-file.ts'
import { fileSize } from './file-size.ts'
import type { PickedFile } from './picked-file.ts'

export type PickedFiles = {
  files: PickedFile[]
  add: (chosen: Iterable<File>) => void
  remove: (key: string) => void
  clear: () => void
}

/** Uploads files as they are chosen; removing one stops it. */
export function usePickedFiles(): PickedFiles {
  const { t } = useTranslation('kit')
  const [files, setFiles] = useState<PickedFile[]>([])
  const stops = useRef(new Map<string, AbortController>())
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
        if (!stop.signal.aborted) change(key, { state: 'failed', problem: problemSentence(problem) })
      }
    },
    [change],
  )
  const add = useCallback(
    (chosen: Iterable<File>) => {
      for (const file of chosen) {
        const key = crypto.randomUUID()
        const base = { key, name: file.name, bytes: file.size, share: 0 }
        const problem = t('files.tooLarge', { limit: fileSize(maxFileBytes), size: fileSize(file.size) })
        const tooLarge = file.size > maxFileBytes
        setFiles((all) => [
          ...all,
          tooLarge ? { ...base, state: 'failed', problem } : { ...base, state: 'uploading' },
        ])
        if (!tooLarge) void start(key, file)
      }
    },
    [start, t],
  )
  const remove = useCallback((key: string) => {
    stops.current.get(key)?.abort()
    stops.current.delete(key)
    setFiles((all) => all.filter((file) => file.key !== key))
  }, [])
  const clear = useCallback(() => setFiles([]), [])
  return { files, add, remove, clear }
}
