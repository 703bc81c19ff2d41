import { Trans } from 'react-i18next'
import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import { zonedDay } from '#web/time/day-rule.ts'
import { owedReplies } from './portal-promise.ts'
import { numberWord, numberWordFirst, usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

/** What is true now, with times: what waits for the reader, then what we owe. */
export function PortalHomeLead({ open }: { open: CaseSummary[] }) {
  const t = usePortalWords()
  const waiting = open.filter((one) => one.status === 'waiting_customer').length
  return (
    <>
      {waiting > 0 && t('home.needs', { count: waiting, number: numberWordFirst(waiting, t) })}{' '}
      <WhatWeOwe open={open} waiting={waiting} />
    </>
  )
}

function WhatWeOwe({ open, waiting }: { open: CaseSummary[]; waiting: number }) {
  const t = usePortalWords()
  const { now, format, moment, when } = useReader()
  const owed = owedReplies(open)
  const late = owed.filter((reply) => reply.isLate)
  const today = owed.filter(
    (reply) => !reply.isLate && Date.parse(reply.dueAt) < zonedDay(now, format.timeZone).to,
  )
  const say = (key: string, count: number, dueAt: string) => (
    <Trans
      t={t}
      i18nKey={key}
      count={count}
      values={{ number: numberWord(count, t), moment: moment(dueAt), when: when(dueAt) }}
      components={{ b: <b /> }}
    />
  )
  const next = owed.find((reply) => !reply.isLate)
  const firstLate = late[0]
  const firstToday = today[0]
  const withUs = open.length - waiting
  if (firstLate !== undefined) {
    return (
      <>
        {say('home.late', late.length, firstLate.dueAt)}{' '}
        {firstToday !== undefined && say('home.oweToday', today.length, firstToday.dueAt)}
      </>
    )
  }
  if (firstToday !== undefined) return say('home.oweToday', today.length, firstToday.dueAt)
  if (next !== undefined) return say('home.oweLater', 1, next.dueAt)
  if (withUs > 0) return t('home.working', { count: withUs, number: numberWord(withUs, t) })
  return waiting > 0 ? null : t('home.calm')
}
