import { chmodSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { CannotStart } from '#platform/errors.ts'

/** Who PostgreSQL runs as. Without ids it runs as the user who started Fourline. */
export type DatabaseUser = { uid?: number; gid?: number; name: string }

const unprivilegedUsers = ['nobody', 'postgres', 'daemon']

/**
 * PostgreSQL refuses to run as root. Started as root, the owner of an existing database runs it, else `nobody`.
 * @param folder the database's folder, which need not exist yet
 */
export function chooseDatabaseUser(folder: string): DatabaseUser {
  if (process.getuid?.() !== 0) return { name: 'this user' }
  const owner = statSync(folder, { throwIfNoEntry: false })
  const users = readUsers()
  if (owner && owner.uid !== 0) {
    const name = users.find((user) => user.uid === owner.uid)?.name ?? `user ${owner.uid}`
    return { uid: owner.uid, gid: owner.gid, name }
  }
  for (const name of unprivilegedUsers) {
    const user = users.find((candidate) => candidate.name === name)
    if (user) return user
  }
  throw new CannotStart(
    'PostgreSQL does not run as root, and there is no user "nobody": start Fourline as another user.',
  )
}

function readUsers(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0)
}

/**
 * Makes sure that the user can reach a place, or says in one sentence what stands in the way.
 * @param place a folder that must be reachable
 * @param ours the topmost folder that belongs to Fourline and may be opened for passing through
 */
export function requireReachable(user: DatabaseUser, place: string, ours?: string): void {
  if (user.uid === undefined) return
  const barred = foldersDownTo(place).filter((folder) => !mayPassThrough(user, folder))
  const opened = barred.filter((folder) => ours !== undefined && isInside(folder, ours))
  const inTheWay = barred.filter((folder) => !opened.includes(folder))
  if (inTheWay.length > 0) {
    throw new CannotStart(
      `Started as root, Fourline runs PostgreSQL as the user "${user.name}", who cannot enter ${inTheWay.join(' or ')}: ` +
        `run \`chmod o+x ${inTheWay.join(' ')}\`, move Fourline to a folder that others may enter, ` +
        'or start it as another user.',
    )
  }
  for (const folder of opened) chmodSync(folder, (statSync(folder).mode & 0o7777) | 0o011)
}

function foldersDownTo(place: string): string[] {
  const parent = path.dirname(place)
  return parent === place ? [place] : [...foldersDownTo(parent), place]
}

function isInside(folder: string, outer: string): boolean {
  return folder === outer || folder.startsWith(outer + path.sep)
}

function mayPassThrough(user: DatabaseUser, folder: string): boolean {
  const { mode, uid, gid } = statSync(folder)
  if (uid === user.uid) return (mode & 0o100) !== 0
  if (gid === user.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}
