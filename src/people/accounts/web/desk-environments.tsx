import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  addEnvironmentEndpoint,
  type EnvironmentView,
  removeEnvironmentEndpoint,
} from '#people/accounts/domain/account-contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { Tag } from '#web/components/tag.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './account-page.module.css'
import { environmentsQuery } from './account-queries.ts'
import { DeskEnvironmentDialog } from './desk-environment-dialog.tsx'
import { DeskPart } from './desk-part.tsx'
import { useAccountId } from './use-account-id.ts'
import { useAccountWords } from './use-account-words.ts'
import { useRenewAccount } from './use-renew-account.ts'

/** Where an account runs the vendor's products and others. */
export function DeskEnvironments() {
  const t = useAccountWords()
  const id = useAccountId()
  const mayWrite = useMe().permissions.includes('account.write')
  const list = useQuery(environmentsQuery(id))
  const remove = useRemoving(id)
  const [opened, setOpened] = useState<EnvironmentView | 'new'>()
  return (
    <>
      <DeskPart
        title={t('environments.title')}
        lead={t('environments.lead')}
        actions={
          mayWrite ? (
            <Button variant="filled" onClick={() => setOpened('new')}>
              {t('environments.add')}
            </Button>
          ) : (
            <p className={classes.quiet}>{t('account.readOnly')}</p>
          )
        }
        count={list.data?.items.length}
        problem={list.error}
        failed={t('environments.failed')}
        onRetry={() => void list.refetch()}
        empty={t('environments.empty')}
        emptyText={t('environments.emptyText')}
      >
        <ul className={classes.list} aria-label={t('environments.list')}>
          {list.data?.items.map((one) => (
            <li key={one.id} className={classes.row}>
              <div className={classes.main}>
                <p className={classes.first}>
                  <b>{one.name}</b>
                  <Tag>{t(`environments.kinds.${one.kind}`)}</Tag>
                </p>
                <p className={classes.facts}>
                  <span>
                    {one.product.name} {one.version}
                  </span>
                  {one.product.kind === 'marketplace' && <span>{t('environments.marketplace')}</span>}
                  {one.url !== null && <span>{one.url}</span>}
                </p>
              </div>
              {mayWrite && (
                <div className={classes.side}>
                  <Button
                    size="xs"
                    variant="subtle"
                    aria-label={t('environments.removeLabel', { name: one.name })}
                    onClick={() => void remove(one)}
                  >
                    {t('environments.remove')}
                  </Button>
                  <Button
                    size="xs"
                    aria-label={t('environments.editLabel', { name: one.name })}
                    onClick={() => setOpened(one)}
                  >
                    {t('environments.edit')}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      </DeskPart>
      {opened !== undefined && (
        <DeskEnvironmentDialog
          accountId={id}
          {...(opened !== 'new' && { environment: opened })}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  )
}

/** Removes an environment; for ten seconds it can be put back as it was. */
function useRemoving(accountId: string): (one: EnvironmentView) => Promise<void> {
  const t = useAccountWords()
  const renew = useRenewAccount(accountId)
  const putBack = async ({ product, name, kind, version, url }: EnvironmentView): Promise<void> => {
    try {
      const body = { productCode: product.code, name, kind, version, url }
      await request(addEnvironmentEndpoint, { params: { id: accountId }, body })
      toast({ message: t('environments.restored', { name }) })
    } catch (failure) {
      toast({
        message: `${t('environments.notRestored', { name })} ${problemSentence(failure)}`,
        tone: 'bad',
      })
    }
    await renew()
  }
  return async (one) => {
    const { id, name } = one
    try {
      await request(removeEnvironmentEndpoint, { params: { id } })
      toast({ message: t('environments.removed', { name }), undo: () => void putBack(one) })
    } catch (failure) {
      toast({ message: `${t('environments.notRemoved', { name })} ${problemSentence(failure)}`, tone: 'bad' })
    }
    await renew()
  }
}
