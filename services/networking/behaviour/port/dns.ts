/** Names of ports. */
import { refuse } from '../refuse.ts'
import type { FixedIp } from '../rows.ts'

const MOST = 255
const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i

const bare = (name: string) => (name.endsWith('.') ? name.slice(0, -1) : name)

/** The name of a label's fault, as Neutron says it. */
function labelFault(one: string): string | undefined {
  if (one === '') return 'Encountered an empty component'
  if (one.startsWith('-') || one.endsWith('-')) return `Name '${one}' must not start or end with a hyphen`
  if (!label.test(one))
    return `Name '${one}' must be 1-63 characters long, each of which can only be alphanumeric or a hyphen`
  return undefined
}

function nameFault(name: string): string | undefined {
  const trimmed = bare(name)
  if (trimmed.length > MOST) return `'${trimmed}' exceeds the ${MOST} character FQDN limit`
  const labels = trimmed.split('.')
  const fault = labels.map(labelFault).find(one => one !== undefined)
  if (fault !== undefined) return fault
  const top = labels.at(-1) ?? ''
  return labels.length > 1 && /^\d+$/.test(top) ? `TLD '${top}' must not be all numeric` : undefined
}

const invalid = (attribute: string, reason: string): never =>
  refuse('port.invalid', { attribute, reason }, `/${attribute}`)

function requireName(attribute: string, name: string): void {
  const fault = nameFault(name)
  if (fault !== undefined) invalid(attribute, `'${name}' not a valid PQDN or FQDN. Reason: ${fault}`)
}

const domainOf = (configured: string) => (configured === '' || configured.endsWith('.') ? configured : `${configured}.`)

/**
 * The name as it is kept.
 * @param configured the domain of all names; one that is given in full is within it
 * @throws Refusal
 */
export function dnsName(given: string, configured: string): string {
  const name = given.toLowerCase()
  if (name === '') return name
  requireName('dns_name', name)
  const domain = domainOf(configured)
  if (name.endsWith('.') && domain !== '' && !name.endsWith(`.${domain}`))
    invalid('dns_name', `'${name}' is a FQDN, and its higher level labels are not the dns_domain '${domain}'`)
  if (!name.endsWith('.') && name.length + domain.length + 1 > MOST)
    invalid('dns_name', `'${name}' with the dns_domain '${domain}' exceeds the ${MOST} character FQDN limit`)
  return name
}

/** The domain as it is kept. @throws Refusal */
export function dnsDomain(given: string): string {
  const domain = given.toLowerCase()
  if (domain === '') return domain
  if (!domain.endsWith('.')) invalid('dns_domain', `'${domain}' is not a FQDN`)
  requireName('dns_domain', domain)
  return domain
}

/** What each address of a port is called. */
export function dnsAssignment(name: string, fixed: readonly FixedIp[], configured: string) {
  const domain = domainOf(configured)
  return fixed.map(({ ip_address }) => {
    const hostname = name === '' ? `host-${ip_address.replaceAll(/[.:]/g, '-')}` : name
    const fqdn = hostname.endsWith('.') || domain === '' ? hostname : `${hostname}.${domain}`
    return { ip_address, hostname, fqdn }
  })
}
