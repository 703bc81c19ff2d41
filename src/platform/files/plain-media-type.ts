/** A media type that a header can say, in lower case; what is none becomes plain bytes. */
export function plainMediaType(mediaType: string): string {
  return /^[\w.+-]{1,127}\/[\w.+-]{1,127}$/.test(mediaType)
    ? mediaType.toLowerCase()
    : 'application/octet-stream'
}
