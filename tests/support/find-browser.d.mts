/** What a person is told who runs the tests without a browser. */
export const noBrowserSentence: string

/** The path of the browser the journeys run in; undefined without one. */
export function findBrowser(): string | undefined
