import { faultTable } from '@baryon/kit'

/** Every fault of the server. Rows are sorted by code; those with status 0 stop a start and are no answers. */
export const serverErrors = faultTable({
  'auth.file': {
    status: 0,
    retry: false,
    message: 'Correct the token file "{file}": {reason}',
    cause: 'The tokens that callers may use are read from this file at the start',
    next: 'Write a YAML or JSON file with a list "tokens", each with token or sha256, user, project and roles',
  },
  'auth.forbidden-host': {
    status: 403,
    retry: false,
    message: 'Call this server by its own address: "{host}" is not one of its names',
    cause: 'Without authentication, a web page could reach this server by a host name of its own (DNS rebinding)',
    next: 'Use the address the server printed at its start, add the name to BARYON_HOSTS, or choose an authentication with BARYON_AUTH',
  },
  'auth.forbidden-origin': {
    status: 403,
    retry: false,
    message: 'Send this request from a page of this server: "{origin}" is another origin',
    cause: 'Without authentication, any web page that is open in a browser of this machine could change the network',
    next: 'Use a command line client, or choose an authentication with BARYON_AUTH',
  },
  'auth.invalid': {
    status: 401,
    retry: false,
    message: 'Send a valid token: {reason}',
    cause: 'The token that came with the request does not authenticate anybody',
    next: 'Get a new token from the operator of this server or from its identity provider',
  },
  'auth.required': {
    status: 401,
    retry: false,
    message: 'Send a token as "Authorization: Bearer <token>" or "X-Auth-Token: <token>"',
    cause: 'This server answers authenticated requests only',
    next: 'Get a token from the operator of this server or from its identity provider',
  },
  'auth.unavailable': {
    status: 503,
    retry: true,
    message: 'Try again later: the keys of the identity provider "{issuer}" cannot be read',
    cause: 'Tokens cannot be checked while the identity provider is away and its keys were not read before',
    next: 'Send the same request again after the time in Retry-After; operators look at the identity provider',
  },
  'config.conflict': {
    status: 0,
    retry: false,
    message: 'Change {name} ({source}): {reason}',
    cause: 'Two settings do not fit each other',
    next: '{next}',
  },
  'config.file': {
    status: 0,
    retry: false,
    message: 'Correct the configuration file "{file}"{at}: {reason}',
    cause: 'The file with the settings cannot be used',
    next: 'Write one "name: value" a line; "baryon config" shows all names',
  },
  'config.unknown': {
    status: 0,
    retry: false,
    message: 'Remove {written} ({source}): there is no such setting',
    cause: 'Settings that are not known are refused, so that a misspelt one is not silently without effect',
    next: '{next}',
  },
  'config.unsupported': {
    status: 0,
    retry: false,
    message: 'Change {name} ({source}): {what} is not in this version',
    cause: '"{value}" needs a driver that this version does not have',
    next: 'Use {instead}',
  },
  'config.value': {
    status: 0,
    retry: false,
    message: 'Change {name} ({source}): "{value}" is not {expected}',
    cause: '{meaning}: {bound}',
    next: 'Give another value, or leave it out for the default {default}',
  },
})
