import { parseArgs } from 'node:util'
import { readConfig } from '#app/config.ts'
import { examine } from '#app/doctor/examine.ts'
import type { Finding } from '#app/health/domain/finding.ts'
import { createLog } from '#platform/log.ts'

/**
 * `doctor`: what works, what wants attention and what does not work, each with what to do; `--json` for machines.
 * `--files` reads every stored file instead of looking for some. Ends with 1 where something does not work.
 */
export async function doctor(rest: string[]): Promise<number> {
  const { values } = parseArgs({
    args: rest,
    options: { files: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  })
  const findings = await examine(readConfig(), {
    everyFile: values.files,
    log: createLog((line) => process.stderr.write(line)),
    say: (sentence) => process.stderr.write(`${sentence}\n`),
  })
  const text = values.json ? `${JSON.stringify(findings, null, 2)}\n` : findings.map(lineOf).join('')
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()))
  return findings.some(({ state }) => state === 'fail') ? 1 : 0
}

const indent = ' '.repeat(6)

function lineOf({ check, state, found, advice }: Finding): string {
  const name = check.padEnd(23)
  const line = `${state.padEnd(indent.length)}${name} ${found}\n`
  return advice === undefined ? line : `${line}${indent}${' '.repeat(name.length)} → ${advice}\n`
}
