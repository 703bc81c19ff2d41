import { Button, Menu, Modal } from '@mantine/core'
import { useDisclosure, useMediaQuery, useMergedRef } from '@mantine/hooks'
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import { AttachmentPicker, PickedFileList } from './attachment-picker.tsx'
import { DraftChanged, DraftState } from './composer-draft.tsx'
import classes from './composer.module.css'
import type { DraftStore } from './draft-store.ts'
import { MissingFile } from './missing-file.tsx'
import { type ComposerAccess, useArrival, useComposerAccess } from './use-composer-access.ts'
import { useFilesBlock } from './use-files-block.ts'
import { useComposer, type ComposedMessage, type ComposerMode, type ComposerState } from './use-composer.ts'
import { useWriting } from './use-writing.ts'

export type SendAction = { key: string; label: string }

type ComposerProps = {
  /** `['reply', 'note']` on the desk, `['reply']` for customers. */
  modes?: ComposerMode[]
  /** Always written out: who will read the reply. Notes say by themselves that only staff do. */
  recipients: ReactNode
  /** The first is the button, the others its menu; the last used with ⌘/Ctrl+Shift+Enter is the second. */
  actions: SendAction[]
  /** Rejects → the text stays and the reason is shown. */
  onSend: (message: ComposedMessage) => Promise<unknown>
  /** Keeps what is not sent; without it, only as long as the page lives. */
  drafts?: DraftStore | undefined
  placeholder?: string | undefined
  /** The bar on phones, e.g. "Reply to Jonas". */
  phoneLabel: string
  /** The same in note mode. */
  phoneNoteLabel?: string | undefined
  /** Told what is being written, and when it stops. */
  onWriting?: ((mode: ComposerMode | undefined) => void) | undefined
  /** Given where the screen opens it by a key or from elsewhere. */
  access?: ComposerAccess | undefined
  /** Beside the paper clip. */
  tools?: ReactNode
  textRef?: Ref<HTMLTextAreaElement>
}

/** Where an answer is written: docked at the foot of the conversation, a full sheet on phones. */
export function Composer(props: ComposerProps) {
  const { modes = ['reply', 'note'] } = props
  const { t } = useTranslation('kit')
  const [opened, sheet] = useDisclosure(false)
  const onPhone = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false })
  const [firstMode = 'reply'] = modes
  const own = useComposerAccess(firstMode)
  const access = props.access ?? own
  const way = { mode: modes.includes(access.mode) ? access.mode : firstMode, setMode: access.setMode }
  const composer = useComposer(way, props.drafts, async (message) => {
    await props.onSend(message)
    sheet.close()
  })
  const { open } = sheet
  useEffect(() => {
    if (access.isAwaited && onPhone) open()
  }, [access.isAwaited, onPhone, open])
  const phoneLabel = composer.mode === 'note' ? (props.phoneNoteLabel ?? props.phoneLabel) : props.phoneLabel
  const form = <ComposerForm {...props} modes={modes} composer={composer} access={access} />
  if (!onPhone) return form
  return (
    <>
      <button type="button" className={classes.phoneBar} onClick={open}>
        <IconPencil size={16} aria-hidden />
        <span>{phoneLabel}</span>
        {composer.hasDraft && <i>{t('composer.draft')}</i>}
      </button>
      <Modal
        opened={opened}
        onClose={sheet.close}
        closeOnEscape={!composer.sending}
        fullScreen
        title={phoneLabel}
        padding={16}
        closeButtonProps={{ 'aria-label': t('composer.close'), disabled: composer.sending }}
      >
        {form}
      </Modal>
    </>
  )
}

type ComposerFormProps = ComposerProps & {
  modes: ComposerMode[]
  composer: ComposerState
  access: ComposerAccess
}

function ComposerForm({
  modes,
  recipients,
  actions,
  placeholder,
  tools,
  textRef,
  composer,
  access,
  onWriting,
}: ComposerFormProps) {
  const { t } = useTranslation('kit')
  const id = useId()
  const { mode } = composer
  const writing = useWriting(composer, onWriting)
  const block = useFilesBlock(composer.picked.files)
  const text = useRef<HTMLTextAreaElement>(null)
  const ref = useMergedRef(textRef, text)
  useArrival(access, text)
  const first = actions[0]?.key ?? 'send'
  const addFiles = (files: FileList): void => {
    // What is added while the text is on its way would go with it from the screen, and be in no message.
    if (!composer.sending) composer.picked.add([...files])
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    void composer.send((event.shiftKey ? actions[1]?.key : undefined) ?? first)
  }
  return (
    <form
      className={classes.composer}
      data-mode={mode}
      aria-label={t('composer.name')}
      onSubmit={(event) => {
        event.preventDefault()
        void composer.send(first)
      }}
    >
      {modes.length > 1 && <ModeTabs modes={modes} composer={composer} panelId={id} />}
      <div id={id} role={modes.length > 1 ? 'tabpanel' : undefined} aria-label={t(`composer.mode.${mode}`)}>
        <p className={classes.to}>{mode === 'note' ? t('composer.onlyStaff') : recipients}</p>
        <textarea
          ref={ref}
          className={classes.text}
          data-autofocus
          aria-label={t(`composer.label.${mode}`)}
          placeholder={mode === 'note' ? t('composer.notePlaceholder') : placeholder}
          value={composer.body}
          rows={3}
          maxLength={100_000}
          readOnly={composer.sending}
          onChange={(event) => composer.setBody(event.currentTarget.value)}
          onKeyDown={keys}
          onFocus={writing.begin}
          onBlur={writing.end}
          onPaste={(event) => {
            if (event.clipboardData.files.length > 0) addFiles(event.clipboardData.files)
          }}
          onDrop={(event) => {
            if (event.dataTransfer.files.length === 0) return
            event.preventDefault()
            addFiles(event.dataTransfer.files)
          }}
        />
        {composer.picked.files.length > 0 && (
          <div className={classes.files}>
            <PickedFileList picked={composer.picked} />
          </div>
        )}
        <DraftChanged draft={composer.draft} />
        <MissingFile key={mode} composer={composer} />
        {block !== undefined && (
          <p className={classes.hint} role="status">
            {block}
          </p>
        )}
        {composer.problem !== undefined && (
          <p className={classes.problem} role="alert">
            {t('composer.notSent')} {composer.problem}
          </p>
        )}
        <div className={classes.tools}>
          <AttachmentPicker compact picked={composer.picked} disabled={composer.sending} />
          {tools}
          <DraftState draft={composer.draft} />
          <span className={classes.grow} />
          <SendButtons actions={actions} composer={composer} />
        </div>
      </div>
    </form>
  )
}

function ModeTabs({
  modes,
  composer,
  panelId,
}: {
  modes: ComposerMode[]
  composer: ComposerState
  panelId: string
}) {
  const { t } = useTranslation('kit')
  const move = (event: KeyboardEvent<HTMLButtonElement>): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const step = event.key === 'ArrowRight' ? 1 : -1
    const next = modes[(modes.indexOf(composer.mode) + step + modes.length) % modes.length]
    if (next === undefined) return
    composer.setMode(next)
    event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-mode="${next}"]`)?.focus()
  }
  return (
    <div className={classes.tabs} role="tablist" aria-label={t('composer.modes')}>
      {modes.map((mode) => (
        <button
          key={mode}
          type="button"
          role="tab"
          data-mode={mode}
          aria-selected={composer.mode === mode}
          aria-controls={panelId}
          tabIndex={composer.mode === mode ? 0 : -1}
          onClick={() => composer.setMode(mode)}
          onKeyDown={move}
        >
          {t(`composer.mode.${mode}`)}
        </button>
      ))}
    </div>
  )
}

function SendButtons({ actions, composer }: { actions: SendAction[]; composer: ComposerState }) {
  const { t } = useTranslation('kit')
  const [first, ...others] = actions
  if (composer.mode === 'note') {
    return (
      <Button
        type="submit"
        className={classes.noteButton}
        loading={composer.sending}
        aria-disabled={!composer.canSend}
      >
        {t('composer.addNote')}
      </Button>
    )
  }
  return (
    <div className={classes.split}>
      <Button type="submit" variant="filled" loading={composer.sending} aria-disabled={!composer.canSend}>
        {first?.label}
      </Button>
      {others.length > 0 && (
        <Menu position="top-end">
          <Menu.Target>
            <Button variant="filled" px={6} aria-label={t('composer.otherWays')}>
              <IconChevronDown size={16} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((action) => (
              <Menu.Item key={action.key} onClick={() => void composer.send(action.key)}>
                {action.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
