import { useTranslation } from 'react-i18next'
import { filesBlock, type PickedFile } from './picked-file.ts'

/** What to say beside the button while files keep a text from leaving; undefined where they do not. */
export function useFilesBlock(files: PickedFile[]): string | undefined {
  const { t } = useTranslation('kit')
  const block = filesBlock(files)
  return block === undefined ? undefined : t(`files.block.${block.why}`, { count: block.count })
}
