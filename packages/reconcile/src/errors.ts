import { faultTable } from '@baryon/kit'

/** Why a thing is not told to a target, and why a resync does not go through. */
export const reconcileErrors = faultTable({
  'target.unknown': {
    status: 404,
    retry: false,
    message: 'Name a target that is configured: there is no "{target}"',
    cause: 'The targets are {targets}',
    next: 'List the targets to see their names',
  },
  'target.thing.unknown': {
    status: 404,
    retry: false,
    message: 'Name a thing that is known: "{target}" was never told of {kind} "{id}", and it is not wanted',
    cause: 'Things are named by their kind and id, as the list of deliveries has them',
    next: 'List the deliveries of the target',
  },
  'target.orphan': {
    status: 502,
    retry: false,
    message: 'Look at what {kind} "{id}" needs: "{target}" says that something of it is missing ({reason})',
    cause: 'Its parents ({parents}) were told again, and the target still misses one{refused}: {said}',
    next: 'Mend what refuses the parent; the thing is tried again as soon as the parent is taken',
  },
  'target.failing': {
    status: 502,
    retry: true,
    message: 'Look at why "{target}" fails at {kind} "{id}" ({reason})',
    cause: 'It failed {tries} times in {seconds} s, and took other things meanwhile: {said}',
    next: 'Nothing: it is tried again, ever more rarely; a retry tries it at once',
  },
  'target.failed': {
    status: 502,
    retry: true,
    message: 'Report this defect: telling "{target}" of {kind} "{id}" failed in the backend ({reason})',
    cause: 'The backend, or what cuts rows into things, threw an error',
    next: 'It is tried again; the log has the error with its stack',
  },
  'target.away': {
    status: 503,
    retry: true,
    message: 'Try again when "{target}" is back ({reason})',
    cause: 'Nobody answers there; it is probed until somebody does',
    next: 'Look at the status of the target and at its endpoints',
  },
  'target.pathless': {
    status: 501,
    retry: false,
    message: 'Ask the network itself: "{target}" does not say which way a packet takes',
    cause: 'Its backend, or the dialect that its controllers speak, has no such question',
    next: 'Controllers of the dialect bsn-v2.0 of the backend restproxy can be asked',
  },
  'resync.paused': {
    status: 409,
    retry: false,
    message: 'Resume "{target}" first: it is {mode}',
    cause: 'Nothing is told to a target that somebody has paused',
    next: 'Resume it, then ask again; a dry run works while it is paused',
  },
  'resync.unreadable': {
    status: 409,
    retry: false,
    message: 'Choose another scope: "{target}" does not tell what it has',
    cause: 'A comparison needs a target that can be read',
    next: 'Use scope "bulk" or "auto", or name what is to be told again',
  },
  'resync.bulkless': {
    status: 409,
    retry: false,
    message: 'Choose another scope: "{target}" does not take everything at once',
    cause: 'A bulk resync is one request with the whole set',
    next: 'Use scope "diff" or "auto"',
  },
  'resync.incomplete': {
    status: 502,
    retry: true,
    message: 'Ask again: what "{target}" has could not be read to its end',
    cause: 'The target broke off, so that nothing can be said of what is missing or too much',
    next: 'Look at the status of the target; nothing was changed',
  },
  'resync.brake': {
    status: 409,
    retry: false,
    message:
      'Look before you go on: the repair would change or remove {changes} of {things} things that "{target}" has',
    cause: 'No change of the journal asks for these; more than {share} of the things and more than {floor} is stopped',
    next: 'Compare the target (diff), then repeat the resync with force, or mend what was restored or configured wrongly',
  },
  'resync.broken': {
    status: 502,
    retry: true,
    message: 'Ask again: the resync of "{target}" broke off ({reason})',
    cause: 'It was stopped, or the target was paused or went away meanwhile',
    next: 'Look at the status of the target; what was told until then stays, and the rest is as it was',
  },
  'resync.left': {
    status: 502,
    retry: false,
    message: 'Look at what "{target}" refused: {refused} of the things that it was told again are set aside',
    cause: 'The target refuses them as they are ({reason})',
    next: 'List the refused deliveries of the target with their faults',
  },
})
