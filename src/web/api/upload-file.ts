import { z } from 'zod'
import { ApiProblem, networkProblem, parseProblem } from './api-problem.ts'

const uploaded = z.looseObject({ id: z.string() })
const path = '/api/v1/files'

/** Largest file the product takes, said before anybody chooses one. */
export const maxFileBytes = 25_000_000

export type UploadedFile = z.infer<typeof uploaded>

/**
 * Sends one file as multipart field `file`.
 * @param onProgress share sent so far, 0 to 1
 * @returns the stored file, with the `id` that goes into `attachmentIds`
 * @throws ApiProblem
 */
export function uploadFile(
  file: File,
  onProgress: (share: number) => void,
  options: { signal?: AbortSignal; idempotencyKey?: string } = {},
): Promise<UploadedFile> {
  // XMLHttpRequest, because fetch does not tell how much of a body has gone out.
  const http = new XMLHttpRequest()
  return new Promise((resolve, reject) => {
    http.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    http.addEventListener('load', () => {
      const answer = readAnswer(http)
      if (answer instanceof ApiProblem) reject(answer)
      else resolve(answer)
    })
    http.addEventListener('error', () => reject(networkProblem()))
    http.addEventListener('abort', () => reject(new DOMException('Upload stopped', 'AbortError')))
    options.signal?.addEventListener('abort', () => http.abort())
    http.open('POST', path)
    http.setRequestHeader('idempotency-key', options.idempotencyKey ?? crypto.randomUUID())
    const form = new FormData()
    form.append('file', file)
    http.send(form)
  })
}

function readAnswer(http: XMLHttpRequest): UploadedFile | ApiProblem {
  if (http.status < 200 || http.status > 299) {
    return parseProblem(http.status, http.responseText, http.getResponseHeader('x-request-id'))
  }
  const answer = uploaded.safeParse(JSON.parse(http.responseText))
  return answer.success ? answer.data : new ApiProblem({ status: http.status, code: 'unexpected_answer' })
}
