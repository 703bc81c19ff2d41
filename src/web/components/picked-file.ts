/** A file on its way to the server, or there: `id` goes into `attachmentIds`. */
export type PickedFile = {
  key: string
  name: string
  bytes: number
  state: 'uploading' | 'done' | 'failed'
  /** Share sent, 0 to 1. */
  share: number
  id?: string | undefined
  /** Why it failed, in words. */
  problem?: string | undefined
  /** Whether trying again may help: not for a file that is too large. */
  canRetry?: boolean
  /** Where its picture is; only for pictures. */
  picture?: string | undefined
}

const pictureName = /\.(png|jpe?g|gif|webp|avif|bmp)$/i

/** Pictures that a browser draws and that can hold no script. */
export function isPicture(name: string): boolean {
  return pictureName.test(name)
}

/** Ids of the files that have arrived. */
export function pickedIds(files: PickedFile[]): string[] {
  return files.flatMap((file) => (file.id === undefined ? [] : [file.id]))
}

/** Why a text cannot leave with its files yet; undefined where it can. No file is left out without a word. */
export function filesBlock(files: PickedFile[]): { why: 'failed' | 'uploading'; count: number } | undefined {
  for (const why of ['failed', 'uploading'] as const) {
    const count = files.filter((file) => file.state === why).length
    if (count > 0) return { why, count }
  }
  return undefined
}
