/** Everyone who comes waits until as many as expected are there, so that what they read is what they all read. */
export function meetingPoint(expected: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let there = 0
  return () => {
    there += 1
    if (there === expected) resolve()
    return promise
  }
}
