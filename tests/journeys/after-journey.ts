import type { SuiteContext, TestContext } from 'node:test'
import type { Stage } from './open-stage.ts'

/** After each journey: nothing may have failed unseen in a page; of a failed journey, pictures are kept. */
export async function afterJourney(t: TestContext | SuiteContext, stage: Stage | undefined): Promise<void> {
  if (stage === undefined) return
  try {
    if ('passed' in t && !t.passed) await stage.explain(t.name, (sentence) => console.error(sentence))
    stage.assertNoPageErrors()
  } finally {
    await stage.closePages()
  }
}
