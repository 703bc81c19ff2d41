import { readSecretFile } from '#platform/secret-file.ts'

/** The secret that signs session cookies. */
export function readSignInSecret(dataFolder: string): string {
  return readSecretFile(dataFolder, 'sign-in', 'everyone signs in again')
}
