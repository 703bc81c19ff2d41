#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { nodeBinary, projectFolder } from '../scripts/node-binary.mjs'
import { runNode } from '../scripts/run-node.mjs'

if (!nodeBinary())
  spawnSync(process.execPath, [path.join(projectFolder, 'scripts/prepare.mjs')], { stdio: 'inherit' })
runNode([path.join(projectFolder, 'src/main.ts'), ...process.argv.slice(2)])
