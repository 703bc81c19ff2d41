import { Button } from '@mantine/core'
import { enterByLinkEndpoint } from '#people/auth/domain/door-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { type LinkFormProps, LinkScreen } from './link-screen.tsx'
import classes from './sign-in-screen.module.css'
import { useDoorWords } from './use-door-words.ts'

/** Where a sign-in link leads. Nothing happens until the reader says so: mail scanners follow links too. */
export function EnterScreen() {
  const t = useDoorWords()
  return (
    <LinkScreen
      title={({ name }) => t('link.enter.title', { name })}
      form={(props) => <EnterForm {...props} />}
    />
  )
}

function EnterForm({ link, token, onEntered }: LinkFormProps) {
  const t = useDoorWords()
  const sending = useSending()
  const enter = async (): Promise<void> => {
    const { next } = await request(enterByLinkEndpoint, { body: { token } })
    await onEntered(next)
  }
  return (
    <div className={classes.told}>
      <p>{t('link.enter.lead', { email: link.email })}</p>
      {sending.sentence !== undefined && (
        <p className={classes.wrong} role="alert">
          {sending.sentence}
        </p>
      )}
      <Button variant="filled" fullWidth loading={sending.busy} onClick={() => void sending.run(enter)}>
        {t('link.enter.submit')}
      </Button>
    </div>
  )
}
