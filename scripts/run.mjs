// node scripts/run.mjs FILE [ARGUMENT…]: starts FILE under the project's own Node, whatever Node is on PATH.
import { runNode } from './run-node.mjs'

runNode(process.argv.slice(2))
