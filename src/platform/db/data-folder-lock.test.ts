import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { DataFolderInUse, lockDataFolder } from './data-folder-lock.ts'

const isRoot = process.getuid?.() === 0

describe('The lock of a data folder', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fourline-lock-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('refuses a second process, and says who has the folder', async () => {
    const first = await lockInAnotherProcess(folder, 'http://127.0.0.1:4711')
    assert.throws(
      () => lockDataFolder(folder, 'http://127.0.0.1:4712'),
      (error) =>
        error instanceof DataFolderInUse &&
        error.message.includes(folder) &&
        error.message.includes(`process ${first.pid}`) &&
        error.message.includes('http://127.0.0.1:4711'),
    )
    first.kill('SIGKILL')
    await once(first, 'exit')
  })

  it('passes to the next process when its holder was killed', async () => {
    const killed = await lockInAnotherProcess(folder, 'http://127.0.0.1:4711')
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    lockDataFolder(folder, 'http://127.0.0.1:4712').release()
  })

  it('stays with a process that asks for it twice', async () => {
    const lock = lockDataFolder(folder, 'first')
    assert.throws(() => lockDataFolder(folder, 'second'), DataFolderInUse)
    const other = await contend(folder)
    assert.equal(other.outcome, 'DataFolderInUse')
    other.process.kill('SIGKILL')
    lock.release()
  })

  it('is free again after it was released', () => {
    lockDataFolder(folder, 'first').release()
    lockDataFolder(folder, 'second').release()
  })

  it(
    'is never taken on a folder that cannot be written',
    { skip: isRoot && 'root may write everywhere' },
    () => {
      const readOnly = mkdtempSync(path.join(tmpdir(), 'fourline-read-only-'))
      lockDataFolder(readOnly, 'before').release()
      chmodSync(path.join(readOnly, 'lock.sqlite'), 0o400)
      assert.throws(() => lockDataFolder(readOnly, 'after'), /cannot be written by this user/)
      chmodSync(readOnly, 0o500)
      assert.throws(() => lockDataFolder(readOnly, 'after'), /cannot be written by this user/)
      chmodSync(readOnly, 0o700)
      rmSync(readOnly, { recursive: true })
    },
  )

  it('lets exactly one of several that start together have the folder', async () => {
    const contenders = await Promise.all(Array.from({ length: 6 }, () => contend(folder)))
    assert.deepEqual(contenders.map(({ outcome }) => outcome).toSorted(), [
      ...Array.from({ length: 5 }, () => 'DataFolderInUse'),
      'locked',
    ])
    for (const { process } of contenders) process.kill('SIGKILL')
  })
})

async function lockInAnotherProcess(folder: string, address: string): Promise<ChildProcess> {
  const { process, outcome } = await contend(folder, address)
  assert.equal(outcome, 'locked')
  return process
}

/** Tries for the lock in a process of its own, which says how it went and stays. */
async function contend(
  folder: string,
  address = 'anywhere',
): Promise<{ process: ChildProcess; outcome: string }> {
  const module = JSON.stringify(new URL('./data-folder-lock.ts', import.meta.url).href)
  const program = `
    const { lockDataFolder } = await import(${module})
    setInterval(() => {}, 1000)
    try {
      lockDataFolder(${JSON.stringify(folder)}, ${JSON.stringify(address)})
      console.log('locked')
    } catch (error) {
      console.log(error.name)
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  return { process: child, outcome: String(line).trim() }
}
