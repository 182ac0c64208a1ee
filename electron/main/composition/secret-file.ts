import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fail, succeed, type Result } from '../../../shared/domain/result.ts'
import type { SecretStore } from '../centre/enrol.ts'

/** The system's keychain as Electron offers it (`safeStorage`). */
export interface Keychain {
  isEncryptionAvailable(): boolean
  encryptString(text: string): Buffer
  decryptString(bytes: Buffer): string
}

const sealed = 'keychain:'
const plain = 'plain:'

/**
 * Keeps one secret in a file that only its owner may read, sealed with the system's keychain. Where there is none, as on a
 * Linux without a keyring, it stays readable for its owner; `onUnsealed` hears of that, so that it can be said.
 */
export function createSecretFile(
  path: string,
  keychain: Keychain,
  onUnsealed: () => void,
): SecretStore {
  return {
    read: () => attempt(() => readSecret(path, keychain)),
    write: (secret) =>
      attempt(async () => {
        const hasKeychain = keychain.isEncryptionAvailable()
        if (!hasKeychain) onUnsealed()
        const text = hasKeychain
          ? sealed + keychain.encryptString(secret).toString('base64')
          : plain + secret
        await replacePrivately(path, text)
      }),
  }
}

async function readSecret(path: string, keychain: Keychain): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null
    throw thrown
  })
  if (text === null) return null
  if (text.startsWith(plain)) return text.slice(plain.length)
  return keychain.decryptString(Buffer.from(text.slice(sealed.length), 'base64'))
}

async function replacePrivately(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const half = `${path}.new`
  const file = await open(half, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(half, path)
}

async function attempt<Value>(work: () => Promise<Value>): Promise<Result<Value, string>> {
  try {
    return succeed(await work())
  } catch (thrown) {
    return fail(thrown instanceof Error ? thrown.message : String(thrown))
  }
}
