import manifest from '../package.json' with { type: 'json' }

/** Of Baryon. */
export const version: string = manifest.version
