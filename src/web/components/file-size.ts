const kilobyte = 1000

/** "812 B", "34 kB", "1.4 MB": a size as people say it, in steps of 1000, as limits are. */
export function fileSize(bytes: number): string {
  if (bytes < kilobyte) return `${bytes} B`
  if (bytes < kilobyte * kilobyte) return `${Math.round(bytes / kilobyte)} kB`
  const megabytes = bytes / (kilobyte * kilobyte)
  return `${megabytes < 10 ? megabytes.toFixed(1).replace(/\.0$/, '') : Math.round(megabytes)} MB`
}
