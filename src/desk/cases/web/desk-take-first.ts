/**
 * Takes what is found first. Where somebody else was quicker, what is first by then is looked for again.
 * @param find what is first now; undefined where there is nothing
 * @param take false when somebody else was quicker; any other failure rejects
 * @returns what was taken, `none` where there is nothing, or `others` when others were quicker `tries` times
 */
export async function takeFirst<Found>(
  find: () => Promise<Found | undefined>,
  take: (found: Found) => Promise<boolean>,
  tries: number,
): Promise<{ taken: Found } | 'none' | 'others'> {
  for (let left = tries; left > 0; left -= 1) {
    const found = await find()
    if (found === undefined) return 'none'
    if (await take(found)) return { taken: found }
  }
  return 'others'
}
