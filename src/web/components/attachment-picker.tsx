import { useId, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs'
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { maxFileBytes } from '../api/upload-file.ts'
import { FileIcon } from './attachment-list.tsx'
import classes from './attachment-picker.module.css'
import { fileSize } from './file-size.ts'
import type { PickedFile } from './picked-file.ts'
import type { PickedFiles } from './use-picked-files.ts'

type AttachmentPickerProps = {
  /** From `usePickedFiles()`. */
  picked: PickedFiles
  /** Only a paper clip, as in the composer; else a dashed field to drop on. */
  compact?: boolean
  /** Takes none while what they belong to is on its way. */
  disabled?: boolean
}

/** Choose or drop files; each shows how far it is, and the limit is said beforehand. */
export function AttachmentPicker({ picked, compact = false, disabled = false }: AttachmentPickerProps) {
  const { t } = useTranslation('kit')
  const [over, setOver] = useState(false)
  const id = useId()
  const limit = fileSize(maxFileBytes)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    if (!disabled) picked.add(event.dataTransfer.files)
  }
  return (
    <div
      className={compact ? classes.compact : classes.picker}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        id={id}
        type="file"
        multiple
        disabled={disabled}
        className={classes.input}
        onChange={(event) => {
          picked.add([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <label
        htmlFor={id}
        className={classes.target}
        data-over={(over && !disabled) || undefined}
        title={compact ? t('files.drop', { limit }) : undefined}
      >
        <IconPaperclip size={compact ? 16 : 18} aria-hidden />
        <span className={compact ? classes.heard : undefined}>{t('files.drop', { limit })}</span>
      </label>
      {!compact && <PickedFileList picked={picked} />}
    </div>
  )
}

/** The chosen files with their progress; place it yourself beside a `compact` picker. */
export function PickedFileList({ picked }: { picked: PickedFiles }) {
  const { t } = useTranslation('kit')
  if (picked.files.length === 0) return null
  return (
    <ul className={classes.list} aria-label={t('files.chosen')}>
      {picked.files.map((file) => (
        <li key={file.key} data-state={file.state}>
          {file.picture === undefined ? (
            <FileIcon name={file.name} />
          ) : (
            <img src={file.picture} alt="" className={classes.picture} />
          )}
          <span className={classes.name}>
            {file.name} <i>{fileState(file, t)}</i>
          </span>
          {file.state === 'failed' && file.canRetry === true && (
            <button
              type="button"
              onClick={() => picked.retry(file.key)}
              aria-label={t('files.retry', { name: file.name })}
              title={t('files.retry', { name: file.name })}
            >
              <IconRefresh size={14} aria-hidden />
            </button>
          )}
          <button
            type="button"
            onClick={() => picked.remove(file.key)}
            aria-label={t('files.remove', { name: file.name })}
          >
            <IconX size={14} aria-hidden />
          </button>
          {file.state === 'uploading' && (
            <progress value={file.share} max={1} aria-label={t('files.progress', { name: file.name })} />
          )}
        </li>
      ))}
    </ul>
  )
}

function fileState(file: PickedFile, t: (key: string, values: Record<string, unknown>) => string): string {
  if (file.state === 'failed') return file.problem ?? t('files.failed', {})
  if (file.state === 'uploading') return t('files.share', { share: Math.round(file.share * 100) })
  return fileSize(file.bytes)
}
