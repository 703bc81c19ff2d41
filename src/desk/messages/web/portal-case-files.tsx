import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useReader } from '#desk/cases/web/use-reader.ts'
import { listCaseFilesEndpoint } from '#desk/messages/domain/case-files-contract.ts'
import { request } from '#web/api/request.ts'
import { FileIcon } from '#web/components/attachment-list.tsx'
import { fileSize } from '#web/components/file-size.ts'
import classes from './portal-case.module.css'
import { usePortalCaseWords } from './use-portal-case-words.ts'

/** Every file of the case, newest first, with who sent it and the message it came with. */
export function PortalCaseFiles({ reference }: { reference: string }) {
  const t = usePortalCaseWords()
  const { moment } = useReader()
  const files = useInfiniteQuery({
    queryKey: ['case', reference, 'files'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      request(listCaseFilesEndpoint, {
        params: { reference },
        query: { limit: 10, ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const items = files.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0) return null
  return (
    <>
      <h2>{t('files.title')}</h2>
      <ul className={classes.files} aria-label={t('files.list')}>
        {items.map((file) => (
          <li key={file.id}>
            <a href={file.url} download={file.name}>
              <FileIcon name={file.name} />
              <span>{file.name}</span>
              <i>{fileSize(file.bytes)}</i>
            </a>
            <p>
              {file.by.mine ? t('event.you') : file.by.name}, {moment(file.at)} ·{' '}
              <a href={`#entry-${file.message.id}`}>{t('files.message')}</a>
            </p>
          </li>
        ))}
      </ul>
      {files.hasNextPage && (
        <Button loading={files.isFetchingNextPage} onClick={() => void files.fetchNextPage()}>
          {t('files.more')}
        </Button>
      )}
    </>
  )
}
