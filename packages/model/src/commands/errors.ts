/** What the commands for models refuse, besides what is wrong with the models themselves. */
import { type Fault, faultTable } from '@baryon/kit'

export const commandErrors = faultTable({
  'model.service-unknown': {
    status: 0,
    retry: false,
    message: 'Give the name or the folder of a service instead of "{name}"',
    cause: 'No service has that name, and no model files are there',
    next: 'Name a service that is there: {known}',
  },
  'model.several': {
    status: 0,
    retry: false,
    message: 'Give the folder of one service instead of "{path}"',
    cause: 'There are several services in it: {found}',
    next: 'Add the name of one of them to the path',
  },
  'model.name': {
    status: 0,
    retry: false,
    message: 'Choose another name than "{name}"',
    cause: 'It becomes a folder, a part of URLs and a word of the command line',
    next: 'Use small letters, digits and -, starting with a letter; the names {reserved} are taken',
  },
  'model.exists': {
    status: 0,
    retry: false,
    message: 'Choose another name or folder: "{path}" is there already',
    cause: 'Nothing is ever overwritten',
    next: 'Give another name, or another folder with --dir',
  },
})

/** A command that could not be done; its fault says why and what to do. */
export class CommandError extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.message)
    this.name = 'CommandError'
    this.fault = fault
  }
}
