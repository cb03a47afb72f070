import type { Draft } from '@baryon/decide'
import { dnsDomain, dnsName } from '../port/dns.ts'
import { refuse } from '../refuse.ts'

/** Names of a floating IP as they are kept, in place: the name is relative to its own domain. */
export function completeNames(row: Draft): void {
  const name = String(row['dns_name'])
  if (name.endsWith('.')) {
    const reason = `'${name}' is a FQDN. It should be a relative domain name`
    refuse('port.invalid', { attribute: 'dns_name', reason }, '/dns_name')
  }
  row['dns_name'] = dnsName(name, '')
  row['dns_domain'] = dnsDomain(String(row['dns_domain']))
}
