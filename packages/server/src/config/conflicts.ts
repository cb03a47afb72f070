import type { Fault } from '@baryon/kit'
import { serverErrors } from '../errors.ts'
import type { Effective } from './load.ts'
import { isLoopback } from './loopback.ts'
import { type Config, type SettingName, variableOf } from './settings.ts'

/** Faults of settings that are right each by itself but not together. A setting that is itself wrong is left out of `config`. */
export function conflicts(config: Partial<Config>, effective: readonly Effective[]): readonly Fault[] {
  const fault = (name: SettingName, reason: string, next: string) =>
    serverErrors.fault('config.conflict', {
      name: variableOf(name),
      source: effective.find(one => one.name === name)?.from,
      reason,
      next,
    })
  const found: Fault[] = []
  const { auth, authForce, listen, tlsCert, tlsKey } = config
  if (auth?.method === 'none' && authForce === false && listen && !isLoopback(listen.host))
    found.push(
      fault(
        'listen',
        `without authentication everyone who reaches "${listen.host}" would be administrator`,
        'Listen on 127.0.0.1, choose tokens or oidc with BARYON_AUTH, or accept the risk with BARYON_AUTH_FORCE=true',
      ),
    )
  if (tlsCert !== undefined && tlsKey === undefined && 'tlsKey' in config)
    found.push(fault('tlsCert', 'it has no key', 'Give the file of the private key with BARYON_TLS_KEY too'))
  if (tlsKey !== undefined && tlsCert === undefined && 'tlsCert' in config)
    found.push(fault('tlsKey', 'it has no certificate', 'Give the file of the certificate with BARYON_TLS_CERT too'))
  return found
}
