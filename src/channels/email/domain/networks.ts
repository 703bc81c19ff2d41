/** An address of the internet as its 4 or 16 bytes, an IPv4 one seen through IPv6 as IPv4; undefined for what is none. */
function bytesOf(written: string): number[] | undefined {
  if (written.length > 45) return undefined
  const plain = written.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  return plain.includes(':') ? bytesOfLong(plain) : bytesOfShort(plain)
}

function bytesOfShort(written: string): number[] | undefined {
  const parts = written.split('.')
  const isOne =
    parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  return isOne ? parts.map(Number) : undefined
}

function bytesOfLong(written: string): number[] | undefined {
  const halves = written.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const [before = [], after] = halves
  const missing = 8 - before.length - (after?.length ?? 0)
  if (halves.length > 2 || (after === undefined ? missing !== 0 : missing < 1)) return undefined
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...(after ?? [])]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return undefined
  return groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
}

/** In one form, to be compared and asked about; undefined for what is no address. */
export function plainAddress(written: string): string | undefined {
  const bytes = bytesOf(written)
  if (bytes === undefined) return undefined
  return bytes.length === 4 ? bytes.join('.') : written.toLowerCase()
}

/** A network written as `192.0.2.0/24`, `2001:db8::/32` or one address; undefined for what is none. */
export function networkOf(written: string): { bytes: number[]; bits: number } | undefined {
  const [address = '', length, ...more] = written.split('/')
  const bytes = bytesOf(address)
  if (bytes === undefined || more.length > 0) return undefined
  if (length === undefined) return { bytes, bits: bytes.length * 8 }
  const isLength = /^\d{1,3}$/.test(length) && Number(length) <= bytes.length * 8
  return isLength ? { bytes, bits: Number(length) } : undefined
}

/** Whether an address is within one of the networks. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  const asked = bytesOf(address)
  return asked !== undefined && networks.some((network) => holds(networkOf(network), asked))
}

function holds(network: ReturnType<typeof networkOf>, asked: readonly number[]): boolean {
  if (network === undefined || network.bytes.length !== asked.length) return false
  const { bytes, bits } = network
  return bytes.every((byte, at) => {
    const mask = 0xff00 >> Math.min(8, Math.max(0, bits - at * 8))
    return ((byte ^ (asked[at] ?? 0)) & mask & 0xff) === 0
  })
}

export function isLoopback(address: string): boolean {
  return isWithin(address, ['127.0.0.0/8', '::1'])
}
