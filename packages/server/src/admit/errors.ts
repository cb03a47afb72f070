import { faultTable } from '@baryon/kit'

/**
 * What is wrong with a body by itself, before anything is read. `attribute.missing` and `attribute.read_only` are in the
 * table of the stage that follows, which finds them too.
 */
export const admitErrors = faultTable({
  'action.unknown': {
    status: 404,
    retry: false,
    message: 'Use an action that exists: {kind} has no "{action}"',
    cause: 'The model of the kind has the actions {known}',
    next: 'Use one of them, or update the object',
  },
  'attribute.count': {
    status: 400,
    retry: false,
    message: 'Correct "{attribute}": give {bound} members instead of {count}',
    cause: 'The model bounds how many members a list or a map has',
    next: 'Add or remove members',
  },
  'attribute.duplicate': {
    status: 400,
    retry: false,
    message: 'Remove item {index} of "{attribute}": it is the same as item {other}',
    cause: 'The model says that the items of this list are different',
    next: 'Keep one of them',
  },
  'attribute.format': {
    status: 400,
    retry: false,
    message: 'Correct "{attribute}": give {expected} instead of {value}',
    cause: 'The text is not of the form that the model asks for',
    next: 'Write it like {example}',
  },
  'attribute.key': {
    status: 400,
    retry: false,
    message: 'Rename the key {value} in "{attribute}"',
    cause: 'The model says what the keys of this map look like{pattern}',
    next: 'Use a key of that form',
  },
  'attribute.length': {
    status: 400,
    retry: false,
    message: 'Correct "{attribute}": give {expected} instead of {count} characters',
    cause: 'The model bounds the length of this text; it is counted in Unicode code points',
    next: 'Give a text that is long and short enough',
  },
  'attribute.null': {
    status: 400,
    retry: false,
    message: 'Correct "{attribute}": give {expected} or leave it out, as null is not a value of it',
    cause: 'The model says that the attribute always has a value',
    next: 'Give a value such as {example}',
  },
  'attribute.range': {
    status: 400,
    retry: false,
    message: 'Correct "{attribute}": give {expected} instead of {value}',
    cause: 'The number is outside the bounds of the attribute',
    next: 'Give a number within them',
  },
  'attribute.type': {
    status: 400,
    retry: false,
    message: 'Correct "{attribute}": give {expected} instead of {actual}',
    cause: 'JSON types are not converted: "1" is not 1, and "true" is not true',
    next: 'Write it like {example}',
  },
  'attribute.unknown': {
    status: 400,
    retry: false,
    message: 'Remove "{attribute}": {owner} has no such attribute',
    cause: 'Attributes that the model does not have are refused, so that a misspelt one is not silently without effect',
    next: '{next}',
  },
  'attribute.value': {
    status: 400,
    retry: false,
    message: 'Correct "{attribute}": give {expected} instead of {value}',
    cause: 'The attribute has a fixed set of values',
    next: 'Use one of them, spelt exactly so',
  },
  'body.faults': {
    status: 400,
    retry: false,
    message: 'Correct the first {shown} faults: there are more',
    cause: 'An answer lists so many faults at most',
    next: 'Correct them and send the request again to see the rest',
  },
  'body.type': {
    status: 400,
    retry: false,
    message: 'Send a JSON object instead of {actual}',
    cause: 'The body has {what}, by the names of its attributes',
    next: 'Write {example}',
  },
  'parent.mismatch': {
    status: 400,
    retry: false,
    message: 'Leave out "{attribute}" or give {expected}, as the URL says',
    cause: 'The URL is below another object than the one that the attribute refers to',
    next: 'Use the URL of the object that you mean, or the one that is not nested',
  },
})
