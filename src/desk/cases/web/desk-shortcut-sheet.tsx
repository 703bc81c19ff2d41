import { Kbd, Switch } from '@mantine/core'
import { useMe } from '#people/auth/web/use-me.ts'
import classes from './desk-shortcut-sheet.module.css'
import { useSingleKeys } from './desk-single-keys.ts'
import { useDeskWords } from './desk-use-words.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'

const groups: { words: string; keys: [words: string, ...keys: string[]][] }[] = [
  {
    words: 'keys.list',
    keys: [
      ['keys.next', 'j', '↓'],
      ['keys.previous', 'k', '↑'],
      ['keys.open', 'Enter'],
      ['keys.assign', 'i'],
      ['keys.snooze', 'z'],
      ['keys.search', '/'],
    ],
  },
  {
    words: 'keys.case',
    keys: [
      ['keys.reply', 'r'],
      ['keys.note', 'n'],
      ['keys.assign', 'i'],
      ['keys.snooze', 'z'],
      ['keys.handOver', 'l'],
      ['keys.solve', 'e'],
      ['keys.before', '['],
      ['keys.after', ']'],
      ['keys.copy', '.'],
      ['keys.back', 'u'],
    ],
  },
  {
    words: 'keys.triage',
    keys: [
      ['keys.select', 'x'],
      ['keys.adopt', 'a'],
      ['keys.match', 'm'],
      ['keys.help', 'h'],
      ['keys.accept', 'o'],
      ['keys.aside', 'e'],
      ['keys.spam', '!'],
      ['keys.block', 'b'],
      ['keys.back', 'u'],
    ],
  },
  {
    words: 'keys.everywhere',
    keys: [
      ['keys.newCase', 'c'],
      ['keys.send', 'Ctrl Enter'],
      ['keys.undo', 'Ctrl Z'],
      ['keys.sheet', '?'],
    ],
  },
]

/** Which keys do what, and the switch that turns single keys off. */
export function DeskShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useDeskWords()
  const [on, setOn] = useSingleKeys(useMe().id)
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('keys.title')} size={520}>
      <Switch
        checked={on}
        label={t('keys.on')}
        description={t('keys.onText')}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group.words}>
            <h3>{t(group.words)}</h3>
            <dl>
              {group.keys.map(([words, ...keys]) => (
                <div key={words}>
                  <dt>{t(words)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </DialogFrame>
  )
}
