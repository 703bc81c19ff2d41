import { createContext, useContext, useEffect, type ReactNode } from 'react'

/** Tells the dialog around it that there is a form and whether it sends; undefined once it is gone. */
export const DialogHold = createContext<(form: { isBusy: boolean } | undefined) => void>(() => {})

type DialogFormProps = {
  className?: string | undefined
  noValidate?: boolean
  busy: boolean
  onSubmit: () => void
  children: ReactNode
}

/** The form of a dialog: a click beside it does not close that, and nothing does while it sends. */
export function DialogForm({ className, noValidate, busy, onSubmit, children }: DialogFormProps) {
  const hold = useContext(DialogHold)
  useEffect(() => {
    hold({ isBusy: busy })
    return () => hold(undefined)
  }, [busy, hold])
  return (
    <form
      className={className}
      noValidate={noValidate}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}
