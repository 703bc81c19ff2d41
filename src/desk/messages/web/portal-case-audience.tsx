import { Button, NativeSelect, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  addWatcherEndpoint,
  type AudienceView,
  readAudienceEndpoint,
  removeWatcherEndpoint,
  setPrivacyEndpoint,
} from '#desk/cases/domain/audience-contract.ts'
import { PortalPeople } from '#desk/cases/web/portal-people.tsx'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import classes from './portal-case.module.css'
import { usePortalCaseWords } from './use-portal-case-words.ts'

/** Who at the company reads the case: everybody or few, who follows it, and the ways to change that (SPEC 5.1). */
export function PortalCaseAudience({ reference }: { reference: string }) {
  const t = usePortalCaseWords()
  const { data: audience } = useQuery({
    queryKey: ['case', reference, 'audience'],
    queryFn: ({ signal }) => request(readAudienceEndpoint, { params: { reference }, signal }),
  })
  if (audience === undefined) return null
  return (
    <>
      <h2>{t('audience.title')}</h2>
      <Audience reference={reference} audience={audience} />
    </>
  )
}

function useAudienceSentence({ companyReads, isPrivate, opener }: AudienceView): string {
  const t = usePortalCaseWords()
  const me = useMe()
  if (companyReads) return t('audience.company')
  const who = opener.id === me.id ? t('audience.you') : opener.name
  return t(isPrivate ? 'audience.private' : 'audience.own', { who })
}

function Audience({ reference, audience }: { reference: string; audience: AudienceView }) {
  const t = usePortalCaseWords()
  const me = useMe()
  const acts = useAudienceActs(reference)
  const { opener, watchers, watching, colleagues, mayChange, isPrivate } = audience
  const others = colleagues.filter((one) => one.id !== me.id)
  return (
    <div className={classes.audience}>
      <p className={classes.hint}>{useAudienceSentence(audience)}</p>
      {watchers.length > 0 && (
        <PortalPeople
          people={watchers.map(({ id, name, isYou, mayRemove }) => ({
            id,
            name,
            mayRemove,
            note: isYou ? t('timeline.you') : undefined,
          }))}
          onRemove={(id) => acts.remove.mutate(id)}
        />
      )}
      {others.length > 0 && (
        <NativeSelect
          label={t('audience.add')}
          value=""
          disabled={acts.add.isPending}
          data={[
            { value: '', label: t('audience.choose') },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => acts.add.mutate(event.currentTarget.value)}
        />
      )}
      {opener.id !== me.id && (
        <Button
          loading={acts.add.isPending || acts.remove.isPending}
          onClick={() => (watching ? acts.remove.mutate(me.id) : acts.add.mutate(me.id))}
        >
          {t(watching ? 'audience.unwatch' : 'audience.watch')}
        </Button>
      )}
      {mayChange && (
        <Switch
          label={t('audience.keepPrivate')}
          description={t('audience.keepPrivateNote')}
          checked={acts.privacy.isPending ? acts.privacy.variables : isPrivate}
          disabled={acts.privacy.isPending}
          onChange={(event) => acts.privacy.mutate(event.currentTarget.checked)}
        />
      )}
    </div>
  )
}

/** What changes who reads the case; each answers with who reads it now. */
function useAudienceActs(reference: string) {
  const t = usePortalCaseWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const keep = (audience: AudienceView): void => {
    queryClient.setQueryData(['case', reference, 'audience'], audience)
    void queryClient.invalidateQueries({ queryKey: ['cases'] })
  }
  const onError = (problem: unknown): void =>
    toast({ message: `${t('audience.failed')} ${problemSentence(problem)}`, tone: 'bad' })
  const add = useMutation({
    mutationFn: (contactId: string) => request(addWatcherEndpoint, { params: { reference, contactId } }),
    onSuccess: keep,
    onError,
  })
  const remove = useMutation({
    mutationFn: (contactId: string) => request(removeWatcherEndpoint, { params: { reference, contactId } }),
    onSuccess: ({ audience }) => {
      if (audience !== null) return keep(audience)
      // Whoever stops following a case that is not shared reads it no more.
      toast({ message: t('audience.left') })
      go('/portal/cases')
      void queryClient.invalidateQueries({ queryKey: ['cases'] })
    },
    onError,
  })
  const privacy = useMutation({
    mutationFn: (isPrivate: boolean) =>
      request(setPrivacyEndpoint, { params: { reference }, body: { isPrivate } }),
    onSuccess: (audience) => {
      keep(audience)
      void queryClient.invalidateQueries({ queryKey: ['case', reference] })
    },
    onError,
  })
  return { add, remove, privacy }
}
