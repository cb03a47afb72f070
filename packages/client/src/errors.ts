import { faultTable } from '@baryon/kit'
import type { ExitCode } from './exit.ts'

/** Every failure that client, CLI and protonclient can have of their own, with the exit code it gives a command. */
const rows = {
  'server.away': {
    exit: 6,
    status: 0,
    retry: true,
    message: 'Cannot reach {url}: {reason}',
    cause: 'No server answers at this URL',
    next: 'Start one with "npm start", or name another with --url or BARYON_URL',
  },
  'server.slow': {
    exit: 6,
    status: 0,
    retry: true,
    message: 'No answer from {url} within {timeout} ms',
    cause: 'The server is overloaded, or something on the way drops the packets',
    next: 'Try again, ask for less, or wait longer with --timeout',
  },
  'server.answer': {
    exit: 6,
    status: 0,
    retry: false,
    message: 'Cannot read the answer {status} of {url}: {reason}',
    cause: 'What answers there is not Baryon, or a proxy in front of it answered instead',
    next: 'Check the URL',
  },
  'model.unknown': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'The server has no model "{service}/{kind}"',
    cause: 'The service is not among the models that the server runs, or the name is misspelt',
    next: 'See "baryon models" for what there is',
  },
  'parent.unknown': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'Name fewer parents: {kind} has none in the model',
    cause: 'URLs are nested as the models of the server say',
    next: 'See "baryon models --resolved" for the parent of each kind',
  },
  'command.unknown': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'Unknown command "{command}"{suggestion}',
    cause: 'Neither a command nor a noun of the models that the server runs',
    next: 'See "baryon --help"',
  },
  'command.usage': {
    exit: 2,
    status: 0,
    retry: false,
    message: '{reason}',
    cause: 'The command line is not well formed',
    next: 'See "{command} --help"',
  },
  'noun.ambiguous': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'Say which "{noun}" is meant: {choices}',
    cause: 'Several services have this noun',
    next: 'Put the service in front, or choose one with --service or in the profile',
  },
  'service.unknown': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'The server has no service "{service}"{suggestion}',
    cause: 'The server runs {services}',
    next: 'See "baryon models"',
  },
  'id.unusable': {
    exit: 3,
    status: 404,
    retry: false,
    message: 'Give another id than "{id}"',
    cause: 'An empty text or dots cannot be a part of a URL, so no object can be reached by it',
    next: 'List the objects to see their ids',
  },
  'name.unknown': {
    exit: 3,
    status: 0,
    retry: false,
    message: 'No {noun} is called "{name}"',
    cause: 'The text is not an id, and no object that you may see has this name',
    next: 'See "baryon {command} list"',
  },
  'name.ambiguous': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'Say which {noun} "{name}" is meant: {ids}',
    cause: 'Several objects have this name',
    next: 'Give the id instead of the name',
  },
  'option.malformed': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'Cannot take "{value}" for {option}: {reason}',
    cause: 'The value does not fit what it is given for',
    next: 'See --help of this command for what it accepts',
  },
  'option.missing': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'Give {option}{object}: it is required',
    cause: 'The model requires it',
    next: 'Add the option{file}',
  },
  'option.conflict': {
    exit: 2,
    status: 0,
    retry: false,
    message: '{reason}',
    cause: 'These options contradict each other',
    next: 'Leave one of them out',
  },
  'column.unknown': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'No column is called "{column}"{suggestion}',
    cause: 'There is {columns}',
    next: 'Correct --columns',
  },
  'file.unreadable': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'Cannot read "{file}": {reason}',
    cause: 'The file is not there or may not be read',
    next: 'Correct the path, or use "-" for standard input',
  },
  'file.unwritable': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'Cannot write "{file}": {reason}',
    cause: 'The folder is not there, full, or not yours',
    next: 'Make the folder writable, or set XDG_CONFIG_HOME to another one',
  },
  'file.malformed': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'Cannot use "{file}": {reason}',
    cause: 'The file has to be JSON or YAML of the shape that the guide shows',
    next: 'Correct the file',
  },
  'config.malformed': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'Cannot use the configuration "{file}": {reason}',
    cause: 'The file was written by hand or by another version',
    next: 'Correct the file, or remove it and set the profiles again',
  },
  'profile.unknown': {
    exit: 2,
    status: 0,
    retry: false,
    message: 'No profile is called "{profile}"{suggestion}',
    cause: 'The configuration "{file}" has {profiles}',
    next: 'See "baryon profile list", or make it with "baryon profile set". An attribute of that name is --attribute-profile',
  },
} as const satisfies Readonly<
  Record<string, { exit: ExitCode; status: number; retry: boolean; message: string; cause: string; next: string }>
>

export type ClientCode = keyof typeof rows

export const clientErrors = faultTable<ClientCode>(rows)

/** @returns the exit code of one of the faults above, undefined for a fault of the server */
export const exitOfCode = (code: string): ExitCode | undefined =>
  Object.hasOwn(rows, code) ? rows[code as ClientCode].exit : undefined
