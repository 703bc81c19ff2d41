import type { Page } from 'playwright-core'
import type { Stage } from './open-stage.ts'

/** One screen in one state, and how a reader comes to see it. */
export type Screen = {
  name: string
  state: string
  reader: string | null
  address: string | ((stage: Stage) => Promise<string>)
  title: RegExp
  /** What has to be there before. */
  prepare?: (stage: Stage) => Promise<unknown>
  /** What goes wrong on the way. */
  disturb?: (page: Page) => Promise<unknown>
  /** What the reader does, and waits for. */
  show: (page: Page) => Promise<unknown>
}

export const seesText = (text: string | RegExp) => (page: Page) => page.getByText(text).first().waitFor()
export const seesHeading = (name: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name }).first().waitFor()

/** Requests to these addresses are answered as by a server that has failed. */
export const failing = (address: RegExp) => (page: Page) =>
  page.route(address, (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        title: 'Failed',
        status: 500,
        code: 'internal',
        errorId: '4f2a',
      }),
    }),
  )

export const unreachable = (address: RegExp) => (page: Page) => page.route(address, (route) => route.abort())

export const answeredWith = (address: RegExp, json: unknown) => (page: Page) =>
  page.route(address, (route) => route.fulfill({ json }))

type Common = Pick<Screen, 'name' | 'reader' | 'title' | 'address'>
type State = Partial<Screen> & Pick<Screen, 'state' | 'show'>

export const inStates = (common: Common, states: State[]): Screen[] =>
  states.map((one) => ({ ...common, ...one }))
