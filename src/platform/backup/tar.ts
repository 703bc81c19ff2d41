const block = 512

/** One file of a tar archive. Its content has to be read to the end before the next one is asked for. */
export type TarMember = { name: string; size: number; content: AsyncIterable<Buffer> }

/** Bytes that are no archive as `tarMember` writes it. */
export class NotAnArchive extends Error {
  override name = 'NotAnArchive'
}

/**
 * One member in the ustar format, which every `tar` reads. Nothing but name and size is told apart, so that
 * the same content is always the same bytes.
 * @param name at most 100 bytes
 * @param size of the content in bytes, below 8 GiB
 */
export async function* tarMember(
  name: string,
  size: number,
  content: AsyncIterable<Buffer> | Iterable<Buffer>,
): AsyncGenerator<Buffer> {
  yield tarHeader(name, size)
  let written = 0
  for await (const chunk of content) {
    written += chunk.length
    yield chunk
  }
  if (written !== size) throw new Error(`${name} has ${written} bytes instead of ${size}`)
  yield Buffer.alloc(paddingOf(size))
}

/** Two empty blocks: nothing follows. */
export function tarEnd(): Buffer {
  return Buffer.alloc(2 * block)
}

function paddingOf(size: number): number {
  return (block - (size % block)) % block
}

function tarHeader(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`The name ${name} is too long for an archive`)
  const header = Buffer.alloc(block)
  header.write(name, 0)
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** Reads an archive that `tarMember` wrote, in constant memory. Throws `NotAnArchive` for any other. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarMember> {
  const bytes = byteReader(source)
  for (;;) {
    const header = await bytes.take(block)
    if (header.every((byte) => byte === 0)) {
      if (!(await bytes.take(block)).every((byte) => byte === 0) || !(await bytes.hasEnded()))
        throw new NotAnArchive('Something follows the end of the archive')
      return
    }
    const name = header.subarray(0, header.indexOf(0)).toString('utf8')
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
    if (!Number.isSafeInteger(size) || !header.equals(tarHeader(name, size)))
      throw new NotAnArchive('A member has a header of another form')
    yield { name, size, content: bytes.stream(size) }
    if (!(await bytes.take(paddingOf(size))).every((byte) => byte === 0))
      throw new NotAnArchive(`Something follows ${name}`)
  }
}

function byteReader(source: AsyncIterable<Buffer>) {
  const iterator = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)

  async function some(atMost: number): Promise<Buffer> {
    while (rest.length === 0) {
      const next = await iterator.next()
      if (next.done === true) throw new NotAnArchive('The archive is cut off')
      rest = next.value
    }
    const part = rest.subarray(0, atMost)
    rest = rest.subarray(part.length)
    return part
  }

  async function* stream(size: number): AsyncGenerator<Buffer> {
    let missing = size
    while (missing > 0) {
      const part = await some(missing)
      missing -= part.length
      yield part
    }
  }

  return {
    stream,
    async take(size: number): Promise<Buffer> {
      const parts: Buffer[] = []
      for await (const part of stream(size)) parts.push(part)
      return Buffer.concat(parts)
    },
    async hasEnded(): Promise<boolean> {
      return rest.length === 0 && (await iterator.next()).done === true
    },
  }
}
