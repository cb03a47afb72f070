/** The media types that a client takes. */

const json = new Set(['application/json', 'application/*', '*/*'])

const mediaTypes = (accept: string): readonly string[] =>
  accept.split(',').map(part => part.split(';', 1)[0]?.trim().toLowerCase() ?? '')

/** Whether JSON will do; without a header, everything does. */
export const takesJson = (accept: string | undefined): boolean =>
  accept === undefined || accept.trim() === '' || mediaTypes(accept).some(type => json.has(type))

/** Whether JSON is asked for by its name, as programs do and browsers do not. */
export const namesJson = (accept: string | undefined): boolean =>
  accept !== undefined && mediaTypes(accept)[0] === 'application/json'
