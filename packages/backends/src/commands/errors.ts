/** What the commands about controllers refuse, on this machine. */
import { faultTable } from '@baryon/kit'

export const commandErrors = faultTable({
  'import.url': {
    status: 0,
    retry: false,
    message: 'Correct {option}: {reason}',
    cause: 'Databases are named as the original did: mysql://USER:PASSWORD@HOST/DATABASE',
    next: 'Percent-encode what is special in a password, or give file:PATH with the URL in it',
  },
  'import.away': {
    status: 0,
    retry: true,
    message: 'Make the database "{database}" readable: {reason}',
    cause: 'Networks and ports of the original are read from its own database',
    next: 'Check host, user and password with a client of MySQL, and try again',
  },
  'import.tables': {
    status: 0,
    retry: false,
    message: 'Name another database than "{database}": it has no {missing}',
    cause: 'This is not the database of the original',
    next: 'proxydb has the tables networks and ports, novadb networks and virtual_interfaces',
  },
  'install.option': {
    status: 0,
    retry: false,
    message: 'Correct {option}: {reason}',
    cause: 'What is installed would not work',
    next: 'See --help',
  },
  'install.command': {
    status: 0,
    retry: false,
    message: 'Look why "{command}" failed: {reason}',
    cause: 'The installation stopped here; what was done before it stays, and doing it again does no harm',
    next: '{next}',
  },
  'trust.mismatch': {
    status: 0,
    retry: false,
    message: 'Do not trust this certificate: its fingerprint is {found}, not {expected}',
    cause: 'Somebody may stand between this machine and the controller, or its certificate was changed',
    next: 'Ask the operator of the controller for its fingerprint',
  },
  'trust.file': {
    status: 0,
    retry: false,
    message: 'Name another file than "{file}": {reason}',
    cause: 'Certificates that are trusted are not replaced without being asked',
    next: 'Compare the two, and use --replace when the new one is right',
  },
})
