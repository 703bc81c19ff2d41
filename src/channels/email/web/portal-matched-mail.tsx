import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  adoptMatchedEndpoint,
  disownMatchedEndpoint,
  listMatchedEndpoint,
  type MatchedMail,
} from '#channels/email/domain/matched-mail-contract.ts'
import { PortalRefusal } from '#desk/cases/web/portal-refusal.tsx'
import classes from '#desk/cases/web/portal-home.module.css'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { Sheet } from '#web/components/page-parts.tsx'
import { PlainText } from '#web/components/plain-text.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import { readDecision } from '#web/components/wire-decision.ts'
import { addWords } from '#web/words/i18n.ts'
import { matchedWords } from './matched-words.en.ts'

addWords('matched', matchedWords)

/** Messages of colleagues who may open no case, for whoever may. */
export function PortalMatchedMail() {
  const stale = [['matched-mail']]
  useLiveTopics({ matched_mail: stale })
  const waiting = useQuery({
    queryKey: ['matched-mail'],
    queryFn: async ({ signal }) => (await request(listMatchedEndpoint, { query: {}, signal })).items,
  })
  return (waiting.data ?? []).map((mail) => <Waiting key={mail.id} mail={mail} />)
}

/** So much of a text that one knows what it is about. */
const glance = 240

function Waiting({ mail }: { mail: MatchedMail }) {
  const { t } = useTranslation('matched')
  const me = useMe()
  const [isWhole, setWhole] = useState(false)
  const answers = useAnswers(mail.id)
  const subject = mail.subject || t('noSubject')
  const isLong = mail.body.length > glance
  const names = mail.files.map(({ name }) => name).join(', ')
  return (
    <article className={classes.turn}>
      <Sheet>
        <div className={classes.turnTop}>
          <p>{t('eyebrow', { from: mail.from.address ?? mail.from.name ?? t('noSender') })}</p>
          <TimeText at={mail.receivedAt} as="age" timeZone={me.timeZone} />
        </div>
        <h3>{subject}</h3>
        {isWhole ? (
          <div className={classes.turnMeta}>
            <PlainText text={mail.body} />
          </div>
        ) : (
          <p className={classes.turnMeta}>
            {mail.body.trim() === '' ? t('noText') : isLong ? `${mail.body.slice(0, glance)}…` : mail.body}
          </p>
        )}
        {mail.files.length > 0 && (
          <p className={classes.turnMeta}>{t('files', { count: mail.files.length, names })}</p>
        )}
        {mail.sender === 'not_verified' && <p className={classes.turnMeta}>{t('notVerified')}</p>}
        <p className={classes.turnMeta}>{t('starts')}</p>
        <div className={classes.turnActs}>
          <Button
            variant="filled"
            aria-label={t('adoptLabel', { subject })}
            loading={answers.busy === 'adopt'}
            onClick={() => void answers.adopt()}
          >
            {t('adopt')}
          </Button>
          <Button
            aria-label={t('notOursLabel', { subject })}
            loading={answers.busy === 'disown'}
            onClick={() => void answers.disown()}
          >
            {t('notOurs')}
          </Button>
          {isLong && !isWhole && (
            <Button variant="subtle" onClick={() => setWhole(true)}>
              {t('whole')}
            </Button>
          )}
        </div>
        <Failure problem={answers.problem} />
      </Sheet>
    </article>
  )
}

function Failure({ problem }: { problem: unknown }) {
  const { t } = useTranslation('matched')
  if (problem === undefined) return null
  const decision = problem instanceof ApiProblem ? readDecision(problem.decision) : undefined
  const isGone = problem instanceof ApiProblem && problem.status === 404
  return (
    <div className={classes.turnFailure} role="alert">
      <p>{t('failed')}</p>
      {decision !== undefined && <PortalRefusal decision={decision} />}
      {decision === undefined && <p>{isGone ? t('gone') : problemSentence(problem)}</p>}
    </div>
  )
}

function useAnswers(id: string) {
  const { t } = useTranslation('matched')
  const go = useGo()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState<'adopt' | 'disown'>()
  const [problem, setProblem] = useState<unknown>()
  const answer = async (how: 'adopt' | 'disown', work: () => Promise<void>): Promise<void> => {
    setBusy(how)
    setProblem(undefined)
    try {
      await work()
      for (const queryKey of [['matched-mail'], ['cases'], ['counts']])
        void queryClient.invalidateQueries({ queryKey })
    } catch (failure) {
      setProblem(failure)
    } finally {
      setBusy(undefined)
    }
  }
  return {
    busy,
    problem,
    adopt: () =>
      answer('adopt', async () => {
        const { reference } = await request(adoptMatchedEndpoint, { params: { id }, body: {} })
        toast({ message: t('adopted', { reference }) })
        go(`/portal/cases/${encodeURIComponent(reference)}`)
      }),
    disown: () =>
      answer('disown', async () => {
        await request(disownMatchedEndpoint, { params: { id }, body: {} })
        toast({ message: t('disowned') })
      }),
  }
}
