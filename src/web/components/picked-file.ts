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
}

/** Ids of the files that have arrived. */
export function pickedIds(files: PickedFile[]): string[] {
  return files.flatMap((file) => (file.id === undefined ? [] : [file.id]))
}

/** Whether sending has to wait. */
export function isUploading(files: PickedFile[]): boolean {
  return files.some((file) => file.state === 'uploading')
}
