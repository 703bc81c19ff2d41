import ipaddr from 'ipaddr.js'

/** `unfinished` wants more bytes; `source` is null where the proxy speaks for itself (a health check). */
export type ProxyHeader =
  | { is: 'unfinished' }
  | { is: 'broken' }
  | { is: 'read'; length: number; source: { address: string; port: number } | null }

const signature = Buffer.from([13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10])
/** Of version 1, with its line end; of version 2, whatever it carries besides. */
const longestText = 107
const longestBinary = 16 + 2_048
const broken: ProxyHeader = { is: 'broken' }
const unfinished: ProxyHeader = { is: 'unfinished' }

/**
 * Reads the header by which a proxy says whom it speaks for, version 1 or 2 of the PROXY protocol. Anything that is
 * not exactly one is broken: there is nobody to ask.
 */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  const known = Math.min(bytes.length, signature.length)
  if (bytes.subarray(0, known).equals(signature.subarray(0, known)))
    return known < signature.length ? unfinished : readBinary(bytes)
  return readText(bytes)
}

function readText(bytes: Buffer): ProxyHeader {
  const start = 'PROXY '
  if (bytes.toString('latin1', 0, start.length) !== start.slice(0, bytes.length)) return broken
  const end = bytes.indexOf('\r\n')
  if (end === -1) return bytes.length >= longestText ? broken : unfinished
  const length = end + 2
  if (length > longestText) return broken
  const [, family, ...parts] = bytes.toString('latin1', 0, end).split(' ')
  if (family === 'UNKNOWN') return { is: 'read', length, source: null }
  const [source = '', destination = '', sourcePort = '', destinationPort = ''] = parts
  if ((family !== 'TCP4' && family !== 'TCP6') || parts.length !== 4) return broken
  if (!isOfFamily(family, source) || !isOfFamily(family, destination)) return broken
  if (!isPort(sourcePort) || !isPort(destinationPort)) return broken
  return { is: 'read', length, source: { address: source.toLowerCase(), port: Number(sourcePort) } }
}

function isOfFamily(family: 'TCP4' | 'TCP6', address: string): boolean {
  if (family === 'TCP4') return ipaddr.IPv4.isValidFourPartDecimal(address)
  return /^[0-9a-f:.]+$/i.test(address) && ipaddr.IPv6.isValid(address)
}

function isPort(text: string): boolean {
  return /^(0|[1-9]\d{0,4})$/.test(text) && Number(text) <= 65_535
}

/** Bytes 12 and 13 say version, command and family; 14 and 15 how long the addresses are that follow. */
function readBinary(bytes: Buffer): ProxyHeader {
  if (bytes.length < 16) return unfinished
  const [version, command] = [bytes.readUInt8(12) >> 4, bytes.readUInt8(12) & 15]
  const length = 16 + bytes.readUInt16BE(14)
  if (version !== 2 || command > 1 || length > longestBinary) return broken
  if (bytes.length < length) return unfinished
  if (command === 0) return { is: 'read', length, source: null }
  const family = bytes.readUInt8(13)
  const size = family === 0x11 ? 4 : family === 0x21 ? 16 : 0
  // A family that is not spoken of over TCP says nothing about who is there.
  if (size === 0) return family === 0 ? { is: 'read', length, source: null } : broken
  if (length < 16 + 2 * size + 4) return broken
  const address = ipaddr.fromByteArray([...bytes.subarray(16, 16 + size)]).toString()
  return { is: 'read', length, source: { address, port: bytes.readUInt16BE(16 + 2 * size) } }
}
