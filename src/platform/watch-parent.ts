/**
 * Calls `onGone` once when the process that started this one has ended, however it ended. A server started
 * through npm outlives a killed npm otherwise. Does nothing in a process that was started on its own, and
 * does not keep the process alive.
 */
export function watchParent(onGone: () => void): void {
  if (!process.channel) return
  process.once('disconnect', onGone)
  // Listening makes the channel count as work; it must not be what keeps a finished process running.
  process.channel.unref()
}
