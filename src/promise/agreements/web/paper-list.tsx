import pageClasses from '#people/accounts/web/account-page.module.css'
import type { DocumentView } from '#promise/agreements/domain/agreement-contract.ts'
import { FileIcon } from '#web/components/attachment-list.tsx'
import { fileSize } from '#web/components/file-size.ts'
import { useDayWords } from './use-agreement-words.ts'
import { useAmendmentWords } from './use-term-words.ts'

/** Signed papers as links that save them. */
export function PaperList({ papers, className }: { papers: DocumentView[]; className: string | undefined }) {
  const t = useAmendmentWords()
  const day = useDayWords()
  if (papers.length === 0) return null
  return (
    <ul className={className}>
      {papers.map((paper) => (
        <li key={paper.id} className={pageClasses.row}>
          <div className={pageClasses.main}>
            <p className={pageClasses.first}>
              <FileIcon name={paper.name} />
              <a href={`/api/v1/agreement-documents/${paper.id}`} download={paper.name}>
                {paper.name}
              </a>
            </p>
            <p className={pageClasses.facts}>
              <span>{fileSize(paper.bytes)}</span>
              <span>{t('papers.by', { name: paper.by, date: day(paper.at.slice(0, 10)) })}</span>
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
