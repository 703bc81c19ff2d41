import { readFileSync } from 'node:fs'

/** The memory that a process holds now, in bytes; 0 where the system does not tell, or the process is gone. */
export function memoryOf(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes ?? 0) * 1024
  } catch {
    return 0
  }
}
