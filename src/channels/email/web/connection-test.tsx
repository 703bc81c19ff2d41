import { type ReactNode, useState } from 'react'
import { Button, Loader, VisuallyHidden } from '@mantine/core'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconMinus from '@tabler/icons-react/dist/esm/icons/IconMinus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useSending } from '#web/api/use-sending.ts'
import classes from './mail-settings.module.css'

type ConnectionTestProps<Given, Result> = {
  words: { lead: string; run: string; talking: string; notTried: string }
  /** What is to be tested; undefined where it is not whole. */
  givenNow: () => Given | undefined
  test: (given: Given) => Promise<Result>
  children: (result: Result) => ReactNode
}

/** A button that talks to a server of the vendor's, says so meanwhile, and then shows what came of it. */
export function ConnectionTest<Given, Result>({
  words,
  givenNow,
  test,
  children,
}: ConnectionTestProps<Given, Result>) {
  const sending = useSending()
  const [result, setResult] = useState<Result>()
  const run = async (): Promise<void> => {
    const given = givenNow()
    if (given === undefined) return
    setResult(undefined)
    await sending.run(async () => setResult(await test(given)))
  }
  return (
    <>
      <p>{words.lead}</p>
      <Button loading={sending.busy} onClick={() => void run()}>
        {words.run}
      </Button>
      <div aria-live="polite" className={classes.result}>
        {sending.busy && (
          <p className={classes.busy}>
            <Loader size={16} /> {words.talking}
          </p>
        )}
        {sending.sentence !== undefined && (
          <p className={classes.problem}>
            {words.notTried} {sending.sentence}
          </p>
        )}
        {result !== undefined && children(result)}
      </div>
    </>
  )
}

/** That it went well, in a sentence or two. */
export function TestPassed({ children }: { children: ReactNode }) {
  return (
    <p className={classes.done}>
      <IconCheck size={20} aria-hidden />
      <span>{children}</span>
    </p>
  )
}

type TestFailedProps = {
  words: { failed: string; what: string; way: string; safe: string; said: string }
  /** What the other side said, as it said it. */
  said: string
  children?: ReactNode
}

/** What went wrong, what to do, what is safe, and what the server said. */
export function TestFailed({ words, said, children }: TestFailedProps) {
  return (
    <div className={classes.trouble}>
      <p>
        <b>{words.failed}</b> {words.what}
      </p>
      <p>{words.way}</p>
      {children}
      <p className={classes.quiet}>{words.safe}</p>
      <p className={classes.quiet}>
        {words.said}: <code className={classes.code}>{said}</code>
      </p>
    </div>
  )
}

const icons = { done: IconCheck, failed: IconX, skipped: IconMinus }

type TestStepsProps = {
  label: string
  steps: readonly { step: string; state: keyof typeof icons; name: string; stateName: string }[]
}

/** How far it came, step by step. */
export function TestSteps({ label, steps }: TestStepsProps) {
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map(({ step, state, name, stateName }) => {
        const Icon = icons[state]
        return (
          <li key={step} data-state={state}>
            <Icon size={16} aria-hidden /> {name}
            <VisuallyHidden>, {stateName}</VisuallyHidden>
          </li>
        )
      })}
    </ol>
  )
}
