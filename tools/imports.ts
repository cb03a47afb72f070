/** Which package may import which: the table of docs/ARCHITECTURE.md, checked by `npm run check`. */
export const allowedImports: Readonly<Record<string, readonly string[]>> = {
  kit: [],
  model: ['kit'],
  store: ['kit', 'model'],
  decide: ['kit', 'model', 'store'],
  reconcile: ['kit'],
  backends: ['kit', 'reconcile'],
  server: ['kit', 'model', 'store', 'decide', 'reconcile', 'backends'],
  client: ['kit', 'model'],
}

/** Which packages the behaviours of services may import. */
export const importsOfServices: readonly string[] = ['kit', 'model', 'store', 'decide']
