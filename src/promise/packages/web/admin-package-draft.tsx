import { Button, Menu } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react'
import { useMe } from '#people/auth/web/use-me.ts'
import {
  type CatalogueDraft,
  discardDraftEndpoint,
  exportDraftEndpoint,
  restoreDraftEndpoint,
  startDraftEndpoint,
} from '#promise/packages/domain/draft-contract.ts'
import { type DraftDocument, readDraftText } from '#promise/packages/domain/draft-document.ts'
import { catalogueChanges } from '#promise/packages/domain/catalogue-changes.ts'
import { readCatalogueText } from '#promise/packages/domain/read-catalogue-text.ts'
import { request, urlOf } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { DeniedState, EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import classes from './admin-package-draft.module.css'
import { CatalogueDifference } from './catalogue-difference.tsx'
import { DraftPools } from './draft-pools.tsx'
import { DraftProblems } from './draft-problems.tsx'
import { DraftPublish } from './draft-publish.tsx'
import { draftKey, draftQuery } from './draft-queries.ts'
import { DraftStart } from './draft-start.tsx'
import { DraftTable } from './draft-table.tsx'
import { editionQuery, editionsQuery } from './edition-queries.ts'
import { TextFile } from './text-file.tsx'
import { type DraftEditor, useDraftEditor } from './use-draft-editor.ts'
import { useDraftWords } from './use-draft-words.ts'
import { usePackageWords } from './use-package-words.ts'

/** What a higher room shows of a saved version of the draft: open cases as they would look under it. */
export type OpenCasesSlot = (seen: { id: string; version: number }) => ReactNode

/** The next edition while it is written: one draft for all admins, saved as it is typed. */
export function AdminPackageDraft({ openCases }: { openCases: OpenCasesSlot }) {
  const t = useDraftWords()
  const mayWrite = useMe().permissions.includes('catalogue.draft')
  const current = useQuery({ ...draftQuery, enabled: mayWrite })
  const editions = useQuery({ ...editionsQuery, enabled: mayWrite })
  if (!mayWrite)
    return (
      <AdminPage title={t('titleNone')}>
        <DeniedState title={t('denied')} action={<BackLink href="/admin/packages">{t('back')}</BackLink>}>
          {t('deniedText')}
        </DeniedState>
      </AdminPage>
    )
  const problem = current.error ?? editions.error
  const all = editions.data?.items
  const live = all?.[0]?.version ?? 0
  const draft = current.data?.draft
  const opened = draft === undefined || draft === null ? undefined : readDraftText(draft.text)
  if (draft && all !== undefined && opened !== undefined && 'document' in opened)
    return <Editor key={draft.id} draft={draft} opened={opened.document} live={live} openCases={openCases} />
  return (
    <AdminPage title={t('titleNone')} lead={t('start.lead')}>
      <p className={classes.back}>
        <BackLink href="/admin/packages">{t('back')}</BackLink>
      </p>
      {problem === null && (current.data === undefined || all === undefined) && <Skeletons rows={8} />}
      {problem !== null && (
        <ErrorState
          problem={problem}
          title={t('error')}
          onRetry={() => {
            void current.refetch()
            void editions.refetch()
          }}
        />
      )}
      {problem === null && current.data?.draft === null && all !== undefined && (
        <DraftStart editions={all} kept={current.data.kept} />
      )}
    </AdminPage>
  )
}

type EditorProps = { draft: CatalogueDraft; opened: DraftDocument; live: number; openCases: OpenCasesSlot }

function Editor({ draft, opened, live, openCases }: EditorProps) {
  const t = useDraftWords()
  const editor = useDraftEditor(draft, opened)
  const [shown, show] = useState(opened.packages[0]?.code ?? '')
  const effect = useRef<HTMLDivElement>(null)
  const text = useDeferredValue(editor.text)
  const reading = useMemo(() => readCatalogueText(text), [text])
  const problems = 'problems' in reading ? reading.problems : []
  const source = draft.basedOn === null ? t('fromFile') : t('fromEdition', { version: draft.basedOn })
  return (
    <AdminPage
      title={t('title', { version: live + 1 })}
      lead={t('lead', { name: draft.startedBy, source })}
      aside={
        <>
          <DraftMenu editor={editor} />
          <Button variant="filled" onClick={() => effect.current?.scrollIntoView({ block: 'start' })}>
            {t('toPublish')}
          </Button>
        </>
      }
    >
      <p className={classes.back}>
        <BackLink href="/admin/packages">{t('back')}</BackLink>
      </p>
      {editor.metWith !== undefined && (
        <p className={classes.met} role="status">
          {t('metWith', { name: editor.metWith })}
        </p>
      )}
      {editor.state === 'gone' && <Gone editor={editor} />}
      <DraftTable
        editor={editor}
        problems={problems}
        shown={shown}
        onShow={show}
        state={<Saved editor={editor} />}
      />
      <DraftPools editor={editor} problems={problems} />
      <div ref={effect} className={classes.effect}>
        {'problems' in reading ? (
          <DraftProblems problems={problems} document={editor.document} onShow={show} />
        ) : (
          <Difference catalogue={reading.catalogue} live={live} editor={editor} openCases={openCases} />
        )}
      </div>
    </AdminPage>
  )
}

type DifferenceProps = {
  catalogue: Parameters<typeof catalogueChanges>[1]
  live: number
  editor: DraftEditor
  openCases: OpenCasesSlot
}

/** What differs from the published edition; then for whom, and the way to publish it. */
function Difference({ catalogue, live, editor, openCases }: DifferenceProps) {
  const t = useDraftWords()
  const published = useQuery({ ...editionQuery(live), enabled: live > 0 })
  const before = published.data?.catalogue
  const changes = useMemo(
    () => (before === undefined ? [] : catalogueChanges(before, catalogue)),
    [before, catalogue],
  )
  if (live > 0 && before === undefined)
    return published.error === null ? (
      <Skeletons rows={4} />
    ) : (
      <ErrorState problem={published.error} title={t('error')} onRetry={() => void published.refetch()} />
    )
  if (live > 0 && changes.length === 0)
    return <EmptyState title={t('same', { version: live })}>{t('sameText')}</EmptyState>
  return (
    <>
      {live > 0 && <CatalogueDifference changes={changes} comparedWith={live} />}
      <DraftPublish editor={editor} live={live} openCases={openCases} />
    </>
  )
}

function Saved({ editor: { state, savedAt } }: { editor: DraftEditor }) {
  const t = useDraftWords()
  if (state === 'gone') return null
  return (
    <span className={classes.saved} role="status">
      {state === 'saved' ? (
        <>
          {t('saved')} <TimeText at={savedAt} as="time" />
        </>
      ) : (
        t(state)
      )}
    </span>
  )
}

function DraftMenu({ editor }: { editor: DraftEditor }) {
  const t = useDraftWords()
  const say = usePackageWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const { id, version, state } = editor
  const isSaved = state === 'saved'
  const again = (): Promise<void> => queryClient.invalidateQueries({ queryKey: draftKey })
  const restore = (replaces?: { id: string; version: number }) => async (): Promise<void> => {
    await request(restoreDraftEndpoint, { params: { id }, body: { replaces } })
    await again()
  }
  const file = useRef<HTMLInputElement>(null)
  const discard = (): Promise<boolean> =>
    sending.run(async () => {
      await request(discardDraftEndpoint, { params: { id }, body: { version } })
      await again()
      toast({ message: t('discarded'), undo: () => void restore()() })
    })
  const replace = (text: string): Promise<boolean> =>
    sending.run(async () => {
      const next = await request(startDraftEndpoint, { body: { from: { text }, replaces: { id, version } } })
      await again()
      const replaces = { id: next.id, version: next.version }
      toast({ message: t('replaced'), undo: () => void restore(replaces)() })
    })
  return (
    <>
      <TextFile
        label={t('replaceFile')}
        inputRef={file}
        onText={(_name, text) => void replace(text)}
        onRefused={(name, why) => toast({ message: say(`importing.${why}`, { name }), tone: 'bad' })}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button disabled={!isSaved} loading={sending.busy}>
            {t('menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href={urlOf(exportDraftEndpoint.path, { id }, undefined)}
            {...{ download: true }}
          >
            {t('export')}
          </Menu.Item>
          <Menu.Item onClick={() => file.current?.click()}>{t('replaceFile')}</Menu.Item>
          <Menu.Item onClick={() => void discard()}>{t('discard')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {sending.sentence !== undefined && (
        <span role="alert" className={classes.problem}>
          {sending.sentence}
        </span>
      )}
    </>
  )
}

/** The draft went while somebody was typing: what they have is still theirs. */
function Gone({ editor }: { editor: DraftEditor }) {
  const t = useDraftWords()
  const queryClient = useQueryClient()
  const href = useMemo(
    () => `data:application/json;charset=utf-8,${encodeURIComponent(editor.text)}`,
    [editor.text],
  )
  return (
    <div className={classes.gone} role="alert">
      <h2>{t('gone')}</h2>
      <p>{t('goneText')}</p>
      <div>
        <Button component="a" href={href} download="support-packages-draft.json">
          {t('keep')}
        </Button>
        <Button onClick={() => void queryClient.invalidateQueries({ queryKey: draftKey })}>
          {t('reload')}
        </Button>
      </div>
    </div>
  )
}
