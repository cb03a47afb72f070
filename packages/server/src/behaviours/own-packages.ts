import { registerHooks } from 'node:module'

/**
 * While this lasts, modules that are loaded find Baryon's packages by name wherever they are: what their own folder does not have
 * is the server's own. So a service need not be inside Baryon's folder, and throws the same `Refusal` that the server knows.
 * @returns ends it
 */
export function lendPackages(): () => void {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (!specifier.startsWith('@baryon/')) return next(specifier, context)
      try {
        return next(specifier, context)
      } catch {
        return next(specifier, { ...context, parentURL: import.meta.url })
      }
    },
  })
  return () => hooks.deregister()
}
