import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectFolder } from './support/source-tree.ts'

describe('The launcher', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fourline-launcher-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('ends with the exit code of what it launched', async () => {
    const launcher = launch(folder, 'process.exit(7)').launcher
    assert.deepEqual(await once(launcher, 'exit'), [7, null])
  })

  it('passes a request to stop on, once, and waits until the product has closed', async () => {
    const { launcher, diary } = launch(folder, productThatCloses)
    await untilIn(diary, 'up')
    launcher.kill('SIGTERM')
    assert.deepEqual(await once(launcher, 'exit'), [0, null])
    assert.deepEqual(diary(), ['up', 'asked to stop', 'closed'])
  })

  it('takes the product with it even when it is killed', async () => {
    const { launcher, diary } = launch(folder, productThatCloses)
    await untilIn(diary, 'up')
    launcher.kill('SIGKILL')
    await untilIn(diary, 'closed')
    assert.deepEqual(diary(), ['up', 'parent gone', 'closed'])
  })

  it('stops the product when npm is killed, though the shell between them lives on', async () => {
    const { launcher: npm, diary } = launch(folder, productThatCloses, throughShell)
    await untilIn(diary, 'up')
    npm.kill('SIGKILL')
    await untilIn(diary, 'closed')
    assert.deepEqual(diary(), ['up', 'asked to stop', 'closed'])
  })
})

const productThatCloses = `
  const close = (why: string) => {
    say(why)
    setTimeout(() => {
      say('closed')
      process.exit(0)
    }, 50)
  }
  process.once('SIGTERM', () => close('asked to stop'))
  watchParent(() => close('parent gone'))
  setTimeout(() => process.exit(1), 60_000)
  say('up')`

const direct = (args: string[]) => ({ command: process.execPath, args })

/** The same tree of processes as npm makes: npm, a shell, the launcher. */
const throughShell = (args: string[]) => {
  const line = [process.execPath, ...args].map((word) => `'${word}'`).join(' ')
  const program = `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(`${line}; true`)}])`
  return { command: process.execPath, args: ['-e', program] }
}

let count = 0

/** Launches a program that keeps a diary, for it may outlive the pipe to its parent. */
function launch(
  folder: string,
  program: string,
  way = direct,
): { launcher: ChildProcess; diary: () => string[] } {
  const name = path.join(folder, `product-${++count}`)
  const watchParent = path.join(projectFolder, 'src/platform/watch-parent.ts')
  const preamble = `import { watchParent } from ${JSON.stringify(watchParent)}
    import { appendFileSync } from 'node:fs'
    const say = (line: string) => appendFileSync('${name}.diary', line + '\\n')\n`
  writeFileSync(`${name}.ts`, preamble + program)
  writeFileSync(`${name}.diary`, '')
  const { command, args } = way([path.join(projectFolder, 'scripts/run.mjs'), `${name}.ts`])
  const launcher = spawn(command, args, {
    stdio: 'ignore',
    env: { ...process.env, npm_lifecycle_event: 'start' },
  })
  return { launcher, diary: () => readFileSync(`${name}.diary`, 'utf8').split('\n').slice(0, -1) }
}

async function untilIn(diary: () => string[], line: string): Promise<void> {
  for (let attempt = 0; !diary().includes(line); attempt++) {
    assert.ok(attempt < 1_000, `"${line}" does not come; so far: ${diary().join(', ')}`)
    await sleep(20)
  }
}
