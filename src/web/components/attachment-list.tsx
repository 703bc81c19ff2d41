import { useTranslation } from 'react-i18next'
import IconFile from '@tabler/icons-react/dist/esm/icons/IconFile.mjs'
import IconPhoto from '@tabler/icons-react/dist/esm/icons/IconPhoto.mjs'
import classes from './attachment-list.module.css'
import { fileSize } from './file-size.ts'

export type AttachedFile = { id: string; name: string; bytes?: number | undefined; href: string }

/** Files of a message, each a link that saves it. */
export function AttachmentList({ files }: { files: AttachedFile[] }) {
  const { t } = useTranslation('kit')
  if (files.length === 0) return null
  return (
    <ul className={classes.list} aria-label={t('files.list')}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={file.href} download={file.name}>
            <FileIcon name={file.name} />
            <span>{file.name}</span>
            {file.bytes !== undefined && <i>{fileSize(file.bytes)}</i>}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** A picture or a file, by its name. */
export function FileIcon({ name }: { name: string }) {
  const Icon = /\.(png|jpe?g|gif|webp|svg|bmp|heic|avif)$/i.test(name) ? IconPhoto : IconFile
  return <Icon size={16} aria-hidden />
}
