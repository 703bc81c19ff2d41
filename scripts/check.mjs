// node scripts/run.mjs scripts/check.mjs: what a machine can judge, all of it, each with its verdict.
import path from 'node:path'
import { projectFolder } from './node-binary.mjs'
import { runQuietly } from './prepare-say.mjs'

const inModules = (...parts) => path.join(projectFolder, 'node_modules', ...parts)

const checks = [
  { name: 'types', script: inModules('typescript', 'bin', 'tsc'), args: ['--noEmit', '-p', '.'] },
  { name: 'lint', script: inModules('oxlint', 'bin', 'oxlint'), args: ['--type-aware', '--deny-warnings'] },
  { name: 'format', script: inModules('oxfmt', 'bin', 'oxfmt'), args: ['--check', '.'] },
  { name: 'unused', script: inModules('knip', 'bin', 'knip.js'), args: ['--no-progress'] },
  { name: 'architecture', script: '--test', args: ['tests/architecture.test.ts'] },
]

let failures = 0
for (const { name, script, args } of checks) {
  const startedAt = Date.now()
  const env = {
    ...process.env,
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
  }
  const { code, output } = await runQuietly(process.execPath, [script, ...args], { cwd: projectFolder, env })
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (code !== 0) console.log(output.trimEnd())
  if (code !== 0) failures += 1
}
console.log(failures === 0 ? 'All checks passed.' : `${failures} of ${checks.length} checks failed.`)
process.exitCode = failures === 0 ? 0 : 1
