/** Further options that a port is given by DHCP. */
import type { DhcpOption } from './row.ts'

/** Options that may be empty: an empty one says that there is none. */
const blankable: readonly string[] = ['router', 'classless-static-route']

const isKept = ({ opt_name, opt_value = null }: DhcpOption) =>
  opt_value !== null && (opt_value !== '' || blankable.includes(opt_name))

const versionOf = ({ ip_version }: DhcpOption) => ip_version ?? 4

const isSame = (left: DhcpOption, right: DhcpOption) =>
  left.opt_name === right.opt_name && versionOf(left) === versionOf(right)

/**
 * The options after a request: each is known by its name and IP version, one without a value goes, one that is not
 * mentioned stays.
 */
export function dhcpOptions(given: readonly DhcpOption[], old: readonly DhcpOption[]): DhcpOption[] {
  const options = [...old]
  for (const one of given) {
    const at = options.findIndex(other => isSame(other, one))
    if (at < 0) {
      if (isKept(one))
        options.push({ opt_name: one.opt_name, opt_value: one.opt_value ?? null, ip_version: versionOf(one) })
    } else if ((one.opt_value ?? null) === null) options.splice(at, 1)
    else if (isKept(one)) options[at] = { ...options[at]!, opt_value: one.opt_value ?? null }
  }
  return options
}
