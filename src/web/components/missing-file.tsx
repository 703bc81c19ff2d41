import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import classes from './composer.module.css'
import { mentionsFile } from './mentions-file.ts'
import type { ComposerState } from './use-composer.ts'

/** A text that speaks of a file, without one. It stops nobody. */
export function MissingFile({ composer }: { composer: ComposerState }) {
  const { t } = useTranslation('kit')
  const [isKnown, setKnown] = useState(false)
  const word = composer.picked.files.length === 0 ? mentionsFile(composer.body) : undefined
  if (word === undefined || isKnown) return null
  return (
    <p className={classes.hint} role="status">
      <span>{t('composer.noFile', { word })}</span>
      <button type="button" aria-label={t('composer.noFileKnown')} onClick={() => setKnown(true)}>
        <IconX size={14} aria-hidden />
      </button>
    </p>
  )
}
