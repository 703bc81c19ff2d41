import { useState } from 'react'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { announce } from '#web/layouts/announcer.tsx'
import { signIn } from './sign-in.ts'
import { useAuthWords } from './use-auth-words.ts'

type Typed = { email: string; password: string }
type Wrong = { email?: string; password?: string; both?: string }

/** What is typed at the door, what is wrong with it, and the way in. */
export type Door = Typed & {
  wrong: Wrong
  busy: boolean
  fill: (news: Partial<Typed>) => void
  enter: (typed: Typed) => Promise<void>
  refuse: (why: Wrong) => void
}

/** @param onCode what follows where the password is right and a code is asked for */
export function useDoor(onIn: () => Promise<void>, onCode: () => void): Door {
  const t = useAuthWords()
  const [typed, setTyped] = useState<Typed>({ email: '', password: '' })
  const [wrong, setWrong] = useState<Wrong>({})
  const [busy, setBusy] = useState(false)
  const refuse = (why: Wrong): void => {
    setWrong(why)
    announce(why.email ?? why.password ?? why.both ?? '', 'now')
  }
  const enter = async ({ email, password }: Typed): Promise<void> => {
    if (email.trim() === '') return refuse({ email: t('missingEmail') })
    if (password === '') return refuse({ password: t('missingPassword') })
    setWrong({})
    setBusy(true)
    try {
      if ((await signIn(email.trim(), password)) === 'in') await onIn()
      else onCode()
    } catch (problem) {
      refuse({ both: doorProblem(problem, t) })
    }
    setBusy(false)
  }
  const fill = (news: Partial<Typed>): void => setTyped((all) => ({ ...all, ...news }))
  return { ...typed, wrong, busy, fill, enter, refuse }
}

function doorProblem(problem: unknown, t: (key: string) => string): string {
  const status = problem instanceof ApiProblem ? problem.status : 0
  if (status === 429) return t('slowDown')
  return status >= 400 && status < 500 ? t('wrong') : problemSentence(problem)
}
