import { Menu } from '@mantine/core'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { useQueryClient } from '@tanstack/react-query'
import type { ProductView } from '#people/accounts/domain/contract.ts'
import { addProductEndpoint, removeProductEndpoint } from '#people/accounts/domain/product-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import classes from './admin-products.module.css'
import { useProductWords } from './use-product-words.ts'

/** What an admin can do with one product. Only an unused one is removed, so it can be put back as it was. */
export function ProductMenu({ product, onEdit }: { product: ProductView; onEdit: () => void }) {
  const t = useProductWords()
  const queryClient = useQueryClient()
  const { code, name, kind, publisher, supportAddress, termsUrl } = product
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (failure) {
      toast({ message: t('notDone', { name, why: problemSentence(failure) }), tone: 'bad' })
    }
    void queryClient.invalidateQueries({ queryKey: ['products'] })
  }
  const putBack = (): void =>
    void attempt(async () => {
      await request(addProductEndpoint, { body: { code, name, kind, publisher, supportAddress, termsUrl } })
    })
  const remove = (): void =>
    void attempt(async () => {
      await request(removeProductEndpoint, { params: { code } })
      toast({ message: t('removed', { name }), undo: putBack })
    })
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <button type="button" className={classes.menu} aria-label={t('menu', { name })}>
          <IconDots size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
        <Menu.Item onClick={remove}>{t('remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
