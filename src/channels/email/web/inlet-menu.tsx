import { Menu } from '@mantine/core'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { useQueryClient } from '@tanstack/react-query'
import { changeInletEndpoint, type InletView } from '#channels/email/domain/inlet-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import classes from './mail-inlets.module.css'
import { useMailInletWords } from './use-mail-inlet-words.ts'

/** What an admin can do with one of them. Each is done at once and can be undone. */
export function InletMenu({ inlet, onEdit }: { inlet: InletView; onEdit: () => void }) {
  const t = useMailInletWords()
  const move = useMoveInlet(inlet)
  const other = inlet.state === 'on' ? 'off' : 'on'
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <button type="button" className={classes.menu} aria-label={t('menu', { name: inlet.name })}>
          <IconDots size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
        <Menu.Item onClick={() => void move(other)}>
          {t(other === 'off' ? 'switchOff' : 'switchOn')}
        </Menu.Item>
        <Menu.Item onClick={() => void move('removed')}>{t('remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function useMoveInlet({ id, name, state: before, version }: InletView) {
  const t = useMailInletWords()
  const queryClient = useQueryClient()
  const set = async (state: InletView['state'], known: number, isUndo: boolean): Promise<void> => {
    try {
      const now = await request(changeInletEndpoint, { params: { id }, body: { state, version: known } })
      const undo = isUndo ? undefined : () => void set(before, now.version, true)
      toast({ message: t(`done.${state}`, { name }), undo })
    } catch (failure) {
      toast({ message: t('notDone', { why: problemSentence(failure) }), tone: 'bad' })
    }
    void queryClient.invalidateQueries({ queryKey: ['mail-inlets'] })
  }
  return (state: InletView['state']) => set(state, version, false)
}
