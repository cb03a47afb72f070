import type { Registry } from '@baryon/model'

/** Parameters that look as if somebody put a secret into a URL. */
const suspicious = /token|secret|passw|credential|signature|api_?key|auth/i

const sensitive = new WeakMap<Registry, ReadonlySet<string>>()

function sensitiveNames(registry: Registry): ReadonlySet<string> {
  let names = sensitive.get(registry)
  if (!names) {
    const hidden = registry.kinds().flatMap(kind => kind.attributes.filter(one => one.sensitive || one.writeOnly))
    names = new Set(hidden.map(attribute => attribute.name))
    sensitive.set(registry, names)
  }
  return names
}

/** The URL as it may be logged: values of parameters that may be secret are masked. */
export function maskedUrl(url: string, registry: Registry): string {
  const mark = url.indexOf('?')
  if (mark === -1) return url
  const names = sensitiveNames(registry)
  const pairs = url
    .slice(mark + 1)
    .split('&')
    .map(pair => {
      const [name = ''] = pair.split('=', 1)
      const [attribute = ''] = name.split('.', 1)
      return names.has(attribute) || name.includes('%') || suspicious.test(name) ? `${name}=***` : pair
    })
  return `${url.slice(0, mark)}?${pairs.join('&')}`
}
