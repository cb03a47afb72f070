/** The JSON pointer (RFC 6901) of a member of the body. */
export const pointer = (...path: readonly (string | number)[]) =>
  path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
