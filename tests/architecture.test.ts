import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import {
  checkBrowserCode,
  checkCycles,
  checkDirection,
  checkDocumentPaths,
  checkEnvironment,
  checkFinished,
  checkNames,
  checkPurity,
  checkRooms,
  checkTargetsExist,
} from './support/house-rules.ts'
import { type SourceFile, projectFolder, readSources } from './support/source-tree.ts'

const code = ['.ts', '.tsx', '.mjs', '.css', '.json', '.html']
const source = readSources(['src'], code)
const everything = [...source, ...readSources(['tests', 'scripts', 'bin', 'bench'], ['.ts', '.tsx', '.mjs'])]
const documents = readSources(['docs'], ['.md'])
const exists = (file: string) => existsSync(path.join(projectFolder, file))

const file = (filePath: string, text = ''): SourceFile => ({ path: filePath, text })

/** Each rule is shown to find what it is there to find, so that an empty answer means something. */
const finds = (violations: string[], ...expected: RegExp[]) => {
  assert.equal(violations.length, expected.length, violations.join('\n'))
  for (const [at, pattern] of expected.entries()) assert.match(violations[at] ?? '', pattern)
}

describe('The house', () => {
  it('has source to look at', () => assert.ok(source.length > 50))

  it('imports downwards only', () => {
    finds(
      checkDirection([
        file('src/platform/log.ts', `import { openCase } from '#desk/cases/server/open-case.ts'`),
        file(
          'src/promise/calendars/domain/a.ts',
          `import type { Clock } from '../../clocks/domain/clock.ts'`,
        ),
        file('src/desk/cases/server/b.ts', `export { start } from '#app/start.ts'\nimport { z } from 'zod'`),
        file('src/desk/cases/server/c.ts', `const later = await import('#channels/email/server/d.ts')`),
        file(
          'src/desk/cases/server/fine.ts',
          `import { decide } from '#promise/entitlements/domain/decide.ts'`,
        ),
        file('src/desk/cellar/server/e.ts'),
      ]),
      /log\.ts imports src\/desk/,
      /calendars.*imports src\/promise\/clocks/,
      /b\.ts imports src\/app\/start\.ts/,
      /c\.ts imports src\/channels/,
      /no known module/,
    )
    assert.deepEqual(checkDirection(source), [])
  })

  it('keeps screens, server and rules in their rooms', () => {
    finds(
      checkRooms([
        file('src/desk/cases/web/queue.tsx', `import type { Row } from '../server/tables.ts'`),
        file('src/desk/cases/server/routes.ts', `import { Queue } from '../web/queue.tsx'`),
        file('src/desk/cases/domain/status.ts', `import { Queue } from '#web/components/queue.tsx'`),
        file('src/web/api/request.ts', `import { tables } from '#desk/cases/server/tables.ts'`),
      ]),
      /is web and imports/,
      /is server and imports/,
      /is domain and imports/,
      /is web and imports/,
    )
    assert.deepEqual(checkRooms(source), [])
  })

  it('has domains without clock, chance or outside world', () => {
    finds(
      checkPurity([
        file('src/desk/cases/domain/a.ts', `const now = Date.now()`),
        file('src/desk/cases/domain/b.ts', `const now = new Date( )\nconst fine = new Date(0)`),
        file('src/desk/cases/domain/c.ts', `const now = Temporal.Now.instant()`),
        file('src/desk/cases/domain/d.ts', `const dice = Math.random()`),
        file('src/desk/cases/domain/e.ts', `import { readFileSync } from 'node:fs'`),
        file('src/desk/cases/domain/f.ts', `import { newId } from '#platform/ids.ts'`),
        file('src/desk/cases/domain/fine.ts', `// not Date.now()\nimport { z } from 'zod'`),
        file('src/desk/cases/domain/also-fine.ts', `import type { Log } from '#platform/log.ts'`),
        file('src/desk/cases/domain/fine.test.ts', `import assert from 'node:assert/strict'`),
        file('src/platform/ids.ts', `export const newId = () => crypto.randomUUID()`),
        file('src/platform/log.ts', `console.log(1)`),
      ]),
      /a\.ts reads the clock/,
      /b\.ts reads the clock/,
      /c\.ts reads the clock/,
      /d\.ts draws/,
      /e\.ts loads node:fs/,
      /ids\.ts draws/,
    )
    assert.deepEqual(checkPurity(source), [])
  })

  it('sends nothing to the browser that only a server can run', () => {
    finds(
      checkBrowserCode([
        file('src/desk/cases/web/queue.tsx', `import { contract } from '../domain/contract.ts'`),
        file('src/desk/cases/domain/contract.ts', `import { read } from '#platform/files/read.ts'`),
        file('src/platform/files/read.ts', `import { readFileSync } from 'node:fs'`),
        file('src/web/page.tsx', `import { open } from '#desk/cases/server/open.ts'`),
        file('src/desk/cases/server/open.ts'),
      ]),
      /open\.ts is loaded by a screen/,
      /read\.ts is loaded by a screen and loads node:fs/,
    )
    assert.deepEqual(checkBrowserCode(source), [])
  })

  it('has no circles', () => {
    finds(
      checkCycles([
        file('src/desk/cases/domain/a.ts', `import { b } from './b.ts'`),
        file('src/desk/cases/domain/b.ts', `import { c } from './c.ts'`),
        file('src/desk/cases/domain/c.ts', `import { a } from './a.ts'`),
        file('src/desk/cases/domain/d.ts', `import { a } from './a.ts'`),
        file('src/desk/cases/domain/e.ts', `import type { F } from './f.ts'`),
        file('src/desk/cases/domain/f.ts', `import type { E } from './e.ts'`),
      ]),
      /a\.ts → .*b\.ts → .*c\.ts → .*a\.ts/,
    )
    assert.deepEqual(checkCycles(source), [])
  })

  it('imports only files that are there, by their full names', () => {
    finds(
      checkTargetsExist([file('src/app/start.ts', `import { a } from './config'\nimport 'zod'`)], exists),
      /imports src\/app\/config, which does not exist/,
    )
    assert.deepEqual(checkTargetsExist(source, exists), [])
  })

  it('names files after what they hold', () => {
    finds(
      checkNames([
        file('src/web/utils.ts'),
        file('src/desk/cases/server/case-service.ts'),
        file('src/desk/cases/domain/index.test.ts'),
        file('src/desk/cases/server/mail.tsx'),
        file('src/desk/cases/web/queue.tsx'),
        file('src/promise/packages/domain/service-line.ts'),
      ]),
      /utils/,
      /case-service/,
      /index/,
      /mail\.tsx cannot run/,
    )
    assert.deepEqual(
      checkNames(everything.filter(({ path: name }) => !name.startsWith('tests/journeys/'))),
      [],
    )
  })

  it('reads the environment in one place', () => {
    finds(
      checkEnvironment([
        file('src/platform/log.ts', `if (process.env.DEBUG) {}`),
        file('src/app/config.ts', `process.env.PORT`),
        file('src/platform/db/embedded.ts', `// not process.env`),
      ]),
      /log\.ts reads the environment/,
    )
    assert.deepEqual(checkEnvironment(source), [])
  })

  it('leaves nothing for later and silences nothing', () => {
    const later = 'TO' + 'DO'
    finds(
      checkFinished([
        file('src/a.ts', `// ${later}: more`),
        file('src/b.ts', `x as unknown ${'as'} string`),
        file('src/c.ts', `// @ts-${'ignore'}`),
        file('src/fine.ts', `const todoList = []`),
      ]),
      /not finished/,
      /silences/,
      /silences/,
    )
    assert.deepEqual(checkFinished([...everything, ...documents]), [])
  })

  it('is described by documents whose every path exists', () => {
    finds(
      checkDocumentPaths(
        file(
          'docs/a.md',
          'see `src/attic/old.ts`, `desk/cases`, `text/html`, `@mantine/core`, `desk/attic/`; `npm test -- tests/gone.ts`',
        ),
        (name) => name === 'src/desk/cases',
      ),
      /src\/attic\/old\.ts/,
      /desk\/attic/,
      /tests\/gone\.ts/,
    )
    assert.ok(documents.length > 10)
    const readme = ['README.md', 'CONTRIBUTING.md'].map((name) =>
      file(name, readFileSync(path.join(projectFolder, name), 'utf8')),
    )
    assert.deepEqual(
      [...documents, ...readme].flatMap((document) => checkDocumentPaths(document, exists)),
      [],
    )
  })
})
