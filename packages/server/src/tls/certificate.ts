import { readFile } from 'node:fs/promises'
import type { Server } from 'node:https'
import { createSecureContext } from 'node:tls'
import { failure, type Logger, type Result, success } from '@baryon/kit'
import { serverErrors } from '../errors.ts'
import { type FollowOptions, follow } from '../files/follow.ts'

export interface CertificateFiles {
  readonly cert: string
  readonly key: string
}

/** PEM of a certificate chain and its private key that fit each other. */
export interface Certificate {
  readonly cert: Buffer
  readonly key: Buffer
}

/** @returns fault `tls.files` when a file cannot be read, is no PEM, or the key is not that of the certificate */
export async function loadCertificate(files: CertificateFiles): Promise<Result<Certificate>> {
  try {
    const [cert, key] = await Promise.all([readFile(files.cert), readFile(files.key)])
    createSecureContext({ cert, key })
    return success({ cert, key })
  } catch (error) {
    return failure(serverErrors.fault('tls.files', { ...files, reason: (error as Error).message }))
  }
}

/**
 * Has the server use the new certificate when the files change; connections that are open keep the one they have. Files that
 * are broken or do not fit (yet) leave the old one in use.
 * @returns how to stop
 */
export function followCertificate(
  files: CertificateFiles,
  server: Server,
  logger: Logger,
  options: FollowOptions = {},
): Promise<() => void> {
  const changed = async () => {
    const loaded = await loadCertificate(files)
    if (loaded.ok) {
      server.setSecureContext(loaded.value)
      logger.info({ ...files }, 'certificate reloaded')
    } else {
      const reason = loaded.faults.map(fault => fault.message).join('; ')
      logger.error({ ...files, reason }, 'certificate cannot be used: the one from before stays in use')
    }
  }
  return follow([files.cert, files.key], changed, options)
}
