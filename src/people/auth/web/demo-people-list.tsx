import { demoPeople } from './demo-people.ts'
import classes from './sign-in-screen.module.css'
import { useAuthWords } from './use-auth-words.ts'

type DemoPeopleProps = { busy: boolean; onChoose: (email: string) => void }

/** The demo's people, each one click away; said to be made up. */
export function DemoPeople({ busy, onChoose }: DemoPeopleProps) {
  const t = useAuthWords()
  return (
    <section className={classes.demo} aria-labelledby="demo-people">
      <h2 id="demo-people">{t('demo.title')}</h2>
      <p>{t('demo.lead')}</p>
      <div className={classes.groups}>
        {(['customers', 'team'] as const).map((group) => (
          <div key={group}>
            <h3>{t(`demo.${group}`)}</h3>
            <ul>
              {demoPeople
                .filter((person) => person.group === group)
                .map((person) => (
                  <li key={person.email}>
                    <button type="button" disabled={busy} onClick={() => onChoose(person.email)}>
                      <b>{t(`demo.people.${person.word}`)}</b>
                      <span>{person.email}</span>
                    </button>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}
