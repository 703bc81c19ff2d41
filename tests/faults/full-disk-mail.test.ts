import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { begin, converse, handOver, type Intake, openIntake, someMessage } from '../support/mail-intake.ts'

/** A file system of one megabyte, where this machine lets us have one. */
function smallDisk(place: string): { remove(): void } | undefined {
  mkdirSync(place, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' })
    return { remove: () => execFileSync('umount', ['-l', place]) }
  } catch {
    return undefined
  }
}

describe('FA-07: a disk that is full', () => {
  let intake: Intake
  let place: string
  let disk: ReturnType<typeof smallDisk>
  before(async () => {
    intake = await openIntake()
    place = path.join(intake.folder, 'small')
    disk = smallDisk(place)
  })
  after(async () => {
    disk?.remove()
    await intake.close()
  })

  test('FA-07: turns mail away for later, keeps no half of it, and takes it once there is room', async (t) => {
    if (disk === undefined) return t.skip('This needs the right to mount a small file system.')
    const files = path.join(place, 'files')
    const shared = { ...intake.shared, files: openLocalFileStore(files) }
    const port = await intake.listen({ shared })
    const ballast = path.join(place, 'ballast')
    writeFileSync(ballast, Buffer.alloc(900_000))
    const message = someMessage('Large', 'x'.repeat(400_000))
    const to = converse(port)
    await begin(to)
    assert.match(await handOver(to, message, '452'), /no room/)
    assert.equal((await intake.query('select from inbound_mail')).length, 0)
    assert.deepEqual(readdirSync(path.join(files, 'incoming')), [])
    rmSync(ballast)
    await to.say('MAIL FROM:<ann@alder.example>', '250')
    await to.say('RCPT TO:<support@vendor.example>', '250')
    await handOver(to, message)
    to.close()
    assert.equal((await intake.query('select from inbound_mail')).length, 1)
    return undefined
  })

  test('FA-07: a database that is away turns mail away for later; with it back the same bytes are one message', async () => {
    const port = await intake.listen()
    const message = someMessage('Once')
    const to = converse(port)
    await begin(to)
    await intake.query(`alter table inbound_mail rename to inbound_mail_away`)
    await handOver(to, message, '451')
    await intake.query(`alter table inbound_mail_away rename to inbound_mail`)
    await to.say('MAIL FROM:<ann@alder.example>', '250')
    await to.say('RCPT TO:<support@vendor.example>', '250')
    await handOver(to, message)
    to.close()
    assert.equal(
      (await intake.query(`select from inbound_mail where bytes = ${Buffer.byteLength(message)}`)).length,
      1,
    )
  })
})
