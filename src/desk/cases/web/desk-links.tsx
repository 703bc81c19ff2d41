import { ActionIcon } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { queryOptions, useQuery } from '@tanstack/react-query'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import {
  linkCasesEndpoint,
  listLinksEndpoint,
  type LinkView,
  unlinkCasesEndpoint,
} from '#desk/cases/domain/work-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { PanelSection } from '#web/components/panel-section.tsx'
import { toast } from '#web/components/toast.tsx'
import { kitSay } from '#web/words/i18n.ts'
import { DeskLinkDialog } from './desk-link-dialog.tsx'
import classes from './desk-work.module.css'
import { useRefreshCase } from './desk-use-case-work.ts'
import { useWorkWords } from './desk-use-work-words.ts'

const linksQuery = (reference: string) =>
  queryOptions({
    queryKey: ['links', reference],
    queryFn: async ({ signal }) =>
      (await request(listLinksEndpoint, { params: { reference }, signal })).items,
  })

/** The cases that this one has to do with, added and removed where they stand. */
export function DeskLinks({ found }: { found: CaseView }) {
  const t = useWorkWords()
  const [opened, dialog] = useDisclosure(false)
  const { reference } = found
  const links = useQuery(linksQuery(reference))
  const refresh = useRefreshCase()
  const stale = [linksQuery(reference).queryKey]
  useLiveTopics({ case: stale }, undefined, reference)
  const remove = async (link: LinkView): Promise<void> => {
    const other = link.case.reference
    const ends = link.outward ? { reference, other } : { reference: other, other: reference }
    const undo = (): void => {
      const body = { kind: link.kind, other: ends.other }
      void request(linkCasesEndpoint, { params: { reference: ends.reference }, body })
        .then(() => refresh(reference))
        .catch((problem: unknown) => toast({ message: problemSentence(problem), tone: 'bad' }))
    }
    try {
      await request(unlinkCasesEndpoint, { params: { reference, id: link.id } })
      toast({ message: t('links.removed', { reference: other }), undo })
    } catch (problem) {
      toast({ message: problemSentence(problem), tone: 'bad' })
    }
    refresh(reference)
  }
  const add = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-label={t('links.add')}
      title={t('links.add')}
      onClick={dialog.open}
    >
      <IconPlus size={14} aria-hidden />
    </ActionIcon>
  )
  return (
    <PanelSection title={t('links.title')} aside={add}>
      {links.data === undefined && links.error !== null && (
        <p className={classes.quiet}>{t('links.failed')}</p>
      )}
      {links.data?.length === 0 && <p className={classes.quiet}>{t('links.none')}</p>}
      {links.data !== undefined && links.data.length > 0 && (
        <ul className={classes.links}>
          {links.data.map((link) => (
            <LinkRow key={link.id} link={link} onRemove={() => void remove(link)} />
          ))}
        </ul>
      )}
      <DeskLinkDialog found={found} opened={opened} onClose={dialog.close} />
    </PanelSection>
  )
}

function LinkRow({ link, onRemove }: { link: LinkView; onRemove: () => void }) {
  const t = useWorkWords()
  const { reference, subject, status } = link.case
  return (
    <li>
      <p>
        <small>{t(`links.said.${saidOf(link)}`)}</small>
        <AppLink href={`/desk/cases/${encodeURIComponent(reference)}`}>{subject}</AppLink>
        <small>
          {reference}, {kitSay(`case.status.staff.${status}`)}
        </small>
      </p>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={t('links.remove', { reference })}
        title={t('links.remove', { reference })}
        onClick={onRemove}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </li>
  )
}

function saidOf({ kind, outward }: LinkView): string {
  if (outward || kind === 'related') return kind
  return kind === 'duplicate_of' ? 'has_duplicate' : 'has_follow_up'
}
