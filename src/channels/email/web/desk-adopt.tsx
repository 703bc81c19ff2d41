import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import {
  adoptTriageEndpoint,
  adoptWithWaiverEndpoint,
  type TriageView,
} from '#channels/email/domain/contract.ts'
import type { WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import { findContactsEndpoint } from '#people/accounts/domain/contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { WaiveOnce } from '#promise/entitlements/web/waive-once.tsx'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { EntitlementPanel } from '#web/components/entitlement-panel.tsx'
import { PanelSection } from '#web/components/panel-section.tsx'
import { toast } from '#web/components/toast.tsx'
import { readDecision, type WireDecision } from '#web/components/wire-decision.ts'
import classes from './desk-mail.module.css'
import { useMailWords } from './use-mail-words.ts'
import { useTakeBackCase } from './use-take-back-case.ts'

/** Where the keyboard goes to name a contact. */
export const adoptSearchId = 'triage-adopt-search'

type Person = { id: string; name: string; email: string; accountName: string }

/** Makes a case of a message, for a contact whom the reader names. */
export function DeskAdopt({ message }: { message: TriageView }) {
  const t = useMailWords()
  const [chosen, setChosen] = useState<Person>()
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 200)
  const found = useContacts(q)
  const adopt = useAdopt(message.id)
  const choose = (person: Person): void => {
    adopt.forget()
    setChosen(person)
  }
  const people = q === '' ? message.suggestions : found
  return (
    <PanelSection title={t('adopt.title')}>
      <p className={classes.quiet}>{t('adopt.lead')}</p>
      <TextInput
        mt={8}
        size="sm"
        type="search"
        id={adoptSearchId}
        label={t('adopt.search')}
        placeholder={t('adopt.placeholder')}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {people !== undefined && people.length > 0 && (
        <>
          <h3 className={classes.peopleHead}>{t(q === '' ? 'adopt.suggestions' : 'adopt.found')}</h3>
          <ul className={classes.people}>
            {people.map((person) => (
              <li key={person.id}>
                <button type="button" aria-pressed={person.id === chosen?.id} onClick={() => choose(person)}>
                  <b>{person.name}</b>
                  <span>{person.accountName}</span>
                  <span>{person.email}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {people?.length === 0 && q !== '' && <p className={classes.quiet}>{t('adopt.none', { q })}</p>}
      {chosen !== undefined && (
        <Button
          variant="filled"
          fullWidth
          mt={12}
          loading={adopt.busy}
          onClick={() => void adopt.run(chosen.id)}
        >
          {t('adopt.open', { name: chosen.name })}
        </Button>
      )}
      {adopt.problem !== undefined && (
        <AdoptProblem problem={adopt.problem}>
          {(decision) =>
            chosen !== undefined && (
              <WaiveOnce
                decision={decision}
                send={t('adopt.waive')}
                busy={adopt.busy}
                onWaive={(waiver) => void adopt.run(chosen.id, waiver)}
              />
            )
          }
        </AdoptProblem>
      )}
    </PanelSection>
  )
}

type AdoptProblemProps = { problem: unknown; children: (decision: WireDecision) => ReactNode }

function AdoptProblem({ problem, children }: AdoptProblemProps) {
  const t = useMailWords()
  const decision = problem instanceof ApiProblem ? readDecision(problem.decision) : undefined
  return (
    <div className={classes.adoptProblem} role="alert">
      <p>
        {t('adopt.failed')} {decision === undefined && problemSentence(problem)}
      </p>
      {decision !== undefined && <EntitlementPanel decision={decision} />}
      {decision !== undefined && children(decision)}
    </div>
  )
}

function useContacts(q: string): Person[] | undefined {
  const found = useQuery({
    queryKey: ['contacts', q],
    enabled: q !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => request(findContactsEndpoint, { query: { q }, signal }),
  })
  return found.data?.items
    .slice(0, 8)
    .map(({ account, ...person }) => ({ ...person, accountName: account.name }))
}

function useAdopt(id: string) {
  const t = useMailWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const takeBack = useTakeBackCase()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const run = async (contactId: string, waiver?: WaiverInput): Promise<void> => {
    setBusy(true)
    // What was refused stays on screen while it is waived.
    if (waiver === undefined) setProblem(undefined)
    try {
      const body = { contactId }
      const { reference } =
        waiver === undefined
          ? await request(adoptTriageEndpoint, {
              params: { id },
              body,
              idempotencyKey: submission.keyFor(body),
            })
          : await request(adoptWithWaiverEndpoint, {
              params: { id },
              body: { ...body, waiver },
              idempotencyKey: submission.keyFor({ ...body, waiver }),
            })
      submission.renew()
      toast({ message: t('adopt.done', { reference }), undo: () => void takeBack(id) })
      for (const queryKey of [['triage', 'list'], ['counts'], ['cases']])
        void queryClient.invalidateQueries({ queryKey })
      go(`/desk/cases/${encodeURIComponent(reference)}`)
    } catch (failure) {
      setProblem(failure)
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, run, forget: () => setProblem(undefined) }
}
