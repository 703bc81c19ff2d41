import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { SignInLayout } from '#web/layouts/sign-in-layout.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { usePlace } from '#web/layouts/use-place.ts'
import { AskForLink, type AskedPurpose } from './ask-for-link.tsx'
import { CodeStep } from './code-step.tsx'
import { DemoPeople } from './demo-people-list.tsx'
import { demoPassword } from './demo-people.ts'
import { landingPlace } from './landing-place.ts'
import { PasswordStep } from './password-step.tsx'
import { useAuthWords } from './use-auth-words.ts'
import { useDoor } from './use-door.ts'
import { useDoorWords } from './use-door-words.ts'
import { useEntered } from './use-entered.ts'
import { meQuery } from './use-me.ts'
import { useGo } from './use-go.ts'
import { useVendor } from './use-vendor.ts'

type Step = 'password' | 'code' | 'sent' | AskedPurpose

const titleOf: Readonly<Record<Exclude<Step, 'password'>, string>> = {
  code: 'code.title',
  sent: 'sent.title',
  sign_in: 'ask.sign_in.title',
  password_reset: 'ask.password_reset.title',
}

/** The one door: staff land on the desk, customers in the portal, both where they wanted to go. */
export function SignInScreen() {
  const t = useAuthWords()
  const tDoor = useDoorWords()
  const vendor = useVendor()
  const me = useQuery(meQuery)
  const { search } = usePlace()
  // Kept from the first look: on the way out the address is already the next one's.
  const [wanted] = useState(() => new URLSearchParams(search).get('to'))
  const [step, setStep] = useState<Step>('password')
  const [purpose, setPurpose] = useState<AskedPurpose>('sign_in')
  const entered = useEntered(wanted)
  const door = useDoor(entered, () => setStep('code'))
  const go = useGo()
  const title = step === 'password' ? t('title') : tDoor(titleOf[step])
  usePageTitle(title, vendor === undefined ? undefined : t('support', { vendor: vendor.name }))
  const place = me.data == null ? undefined : landingPlace(me.data.kind, wanted)
  useEffect(() => {
    if (place !== undefined) go(place, 'replace')
  }, [go, place])
  if (place !== undefined) return null

  const back = (why?: string): void => {
    door.refuse(why === undefined ? {} : { both: why })
    setStep('password')
  }
  const askFor = (wish: AskedPurpose): void => {
    setPurpose(wish)
    setStep(wish)
  }
  const lead = wanted === null ? t('lead') : t('expired')
  return (
    <SignInLayout
      vendorName={vendor?.name ?? ''}
      title={title}
      lead={step === 'password' ? lead : undefined}
      below={
        vendor?.isDemo === true &&
        step === 'password' && (
          <DemoPeople
            busy={door.busy}
            onChoose={(email) => {
              door.fill({ email, password: demoPassword })
              void door.enter({ email, password: demoPassword })
            }}
          />
        )
      }
    >
      {step === 'password' && <PasswordStep door={door} onAsk={askFor} />}
      {step === 'code' && <CodeStep vendorName={vendor?.name ?? ''} onIn={entered} onBack={back} />}
      {(step === 'sent' || step === 'sign_in' || step === 'password_reset') && (
        <AskForLink
          purpose={purpose}
          wanted={wanted}
          email={door.email}
          onSent={() => setStep('sent')}
          onBack={() => back()}
        />
      )}
    </SignInLayout>
  )
}
