import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import IconFile from '@tabler/icons-react/dist/esm/icons/IconFile.mjs'
import IconPhoto from '@tabler/icons-react/dist/esm/icons/IconPhoto.mjs'
import classes from './attachment-list.module.css'
import { fileSize } from './file-size.ts'
import { isPicture } from './picked-file.ts'

export type AttachedFile = { id: string; name: string; bytes?: number | undefined; href: string }

/** Files of a message: pictures are seen in place and larger in a window, everything else is a link that saves it. */
export function AttachmentList({ files }: { files: AttachedFile[] }) {
  const { t } = useTranslation('kit')
  const [seen, setSeen] = useState<AttachedFile>()
  if (files.length === 0) return null
  return (
    <>
      <ul className={classes.list} aria-label={t('files.list')}>
        {files.map((file) => (
          <li key={file.id}>
            {isPicture(file.name) ? (
              <Picture file={file} onOpen={() => setSeen(file)} />
            ) : (
              <SaveLink file={file} />
            )}
          </li>
        ))}
      </ul>
      <Modal
        opened={seen !== undefined}
        onClose={() => setSeen(undefined)}
        title={seen?.name}
        size="auto"
        closeButtonProps={{ 'aria-label': t('files.close') }}
      >
        {seen !== undefined && (
          <>
            <img src={seen.href} alt={seen.name} className={classes.large} />
            <p className={classes.save}>
              <SaveLink file={seen} />
            </p>
          </>
        )}
      </Modal>
    </>
  )
}

/** What cannot be drawn after all is a link like any other file. */
function Picture({ file, onOpen }: { file: AttachedFile; onOpen: () => void }) {
  const { t } = useTranslation('kit')
  const [isBroken, setBroken] = useState(false)
  if (isBroken) return <SaveLink file={file} />
  return (
    <button
      type="button"
      className={classes.picture}
      aria-label={t('files.open', { name: file.name })}
      title={file.name}
      onClick={onOpen}
    >
      <img src={file.href} alt="" loading="lazy" onError={() => setBroken(true)} />
    </button>
  )
}

function SaveLink({ file }: { file: AttachedFile }) {
  return (
    <a href={file.href} download={file.name}>
      <FileIcon name={file.name} />
      <span>{file.name}</span>
      {file.bytes !== undefined && <i>{fileSize(file.bytes)}</i>}
    </a>
  )
}

/** A picture or a file, by its name. */
export function FileIcon({ name }: { name: string }) {
  const Icon = /\.(png|jpe?g|gif|webp|svg|bmp|heic|avif)$/i.test(name) ? IconPhoto : IconFile
  return <Icon size={16} aria-hidden />
}
