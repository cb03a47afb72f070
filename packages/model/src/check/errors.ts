/** The faults of model files. */
import { type FaultRow, faultTable } from '@baryon/kit'

const row = (message: string, cause: string, next: string): FaultRow => ({
  status: 0,
  retry: false,
  message,
  cause,
  next,
})

export const fileErrors = faultTable({
  'yaml.syntax': row(
    'Correct the YAML: {detail}',
    'The file is not YAML 1.2',
    'Check indentation, quotes and brackets at this place',
  ),
  'yaml.duplicate': row('Remove one of the two: {detail}', 'A map has each key once', 'Merge both or rename one'),
  'yaml.value': row(
    'Write "{text}" as a finite number or as text',
    'Numbers are finite',
    'Put it in quotes if it is text',
  ),
  'yaml.key': row('Write this key as plain text', 'Keys are texts', 'Maps and lists cannot be keys'),
  'yaml.name': row('Rename "{name}"', 'The name means something to JavaScript itself', 'Choose any other name'),
  'yaml.alias': row(
    'Declare the anchor "&{name}" before "*{name}"',
    'An alias repeats what has an anchor',
    'Check the name of the anchor',
  ),
  'yaml.too-large': row(
    'Make the file smaller',
    'Its nodes, with aliases written out, are too many or nest too deep',
    'Split the file or use `extends` instead of aliases',
  ),
  'file.missing': row('Create the file "{path}" or remove what names it', 'There is no such file', 'Check the path'),
  'file.too-large': row(
    'Split "{path}": it is larger than {limit} bytes',
    'Model files are limited',
    'A service may have several files',
  ),
  'file.encoding': row('Save "{path}" as UTF-8', 'Its bytes are not UTF-8', 'Change the encoding in the editor'),
  'file.shape': row(
    'Write a map with `file_version`, `info` and `objects` at the top',
    'A model file is a map',
    'See the reference of the model language',
  ),
  'file.version-missing': row(
    'Add `file_version: "2.0"` at the top',
    'The version of the model language decides how a file is read',
    '"1.0" is the language of Gluon',
  ),
  'file.version': row(
    'Change `file_version` "{version}" to "2.0" or "1.0"',
    'There is no such version of the model language',
    '"1.0" is the language of Gluon, "2.0" has everything',
  ),
  'file.version-mixed': row(
    'Change `file_version` "{version}" to "{other}"',
    'All files of a service are in one version of the language',
    '"{file}" decides it, being the first',
  ),
  'folder.missing': row(
    'Create the folder "{path}" or remove it from the models',
    'There is no such folder',
    'Check the path',
  ),
  'import.missing': row(
    'Correct the import "{specifier}"',
    'There is no such file',
    'Paths are relative to a models root; `./x.yaml` to this file; `npm:<package>/<path>` to an installed package',
  ),
  'object.duplicate': row(
    'Rename "{name}": "{file}" has an object of that name too',
    'Names of objects are unique within a service',
    'Rename or remove one of them',
  ),
  'object.shadowed': row(
    'Rename "{name}" to use that of "{file}"',
    'The object of the service hides the imported one',
    'Rename it, or leave it if that is what you want',
  ),
  'service.empty': row(
    'Give at least one object of "{service}" an `api`',
    'Without one, nothing is served',
    'Its objects are {objects}',
  ),
  'extends.cycle': row('Break the circle {cycle}', 'An object cannot extend itself', 'Remove one `extends`'),
  'extends.unknown': row(
    'Correct `extends`: there is no object "{name}"',
    'Only what this file, its service or its imports declare can be extended',
    'Check the name and the imports',
  ),
  'extends.api': row(
    'Extend a base object instead of "{base}"',
    '"{base}" has an `api` of its own',
    'Move what both share into an object without `api`, and extend that',
  ),
  'type.missing': row('Add a `type`', 'An attribute has a type, of its own or inherited', 'For example `type: string`'),
  'type.unknown': row(
    'Correct the type "{name}"',
    'It is neither a type nor an object',
    'See the types in the reference of the model language',
  ),
  'type.incomplete': row(
    'Add `{facet}` to the type {type}',
    'A {type} needs it',
    'See the type in the reference of the model language',
  ),
  'type.facet': row(
    'Remove `{facet}`: the type {type} has no such property',
    'Its own are {facets}',
    'Move it to an attribute of a fitting type',
  ),
  'attribute.format': row(
    'Remove the format "{format}" from the type {type}',
    'Formats of {type} are {formats}',
    'Choose a fitting type',
  ),
  'reference.cycle': row(
    'Break the circle of keys {cycle}',
    'A key that refers to itself has no type',
    'Give one of them a key of its own',
  ),
  'reference.composite': row(
    'Refer to an object with a single key: that of {kind} is {key}',
    'A reference holds one value',
    'Give {kind} a uuid key, and keep the others together by `unique`',
  ),
  'reference.service': row(
    'Correct the reference: there is no service "{service}"',
    'Services are named by their folder',
    'Write `service/Object`, and give the folder of the service as a models root',
  ),
  'reference.base': row(
    'Refer to an API object instead of "{name}"',
    '"{name}" is a base object, of which nothing is stored',
    'Refer to an object that has an `api`',
  ),
  'api.parent': row(
    'Correct `parent`: there is no object "{name}"',
    'A parent is an API object of the same service',
    'Check the name',
  ),
  'api.parent-key': row(
    'Correct `parent_key`: {kind} has no attribute "{name}"',
    'It names the attribute with the key of the parent',
    'Add the attribute',
  ),
  'api.parent-key-missing': row(
    'Add `parent_key` with the attribute of {kind} that refers to {parent}',
    'References to it: {candidates}',
    'It is found by itself only where there is exactly one',
  ),
  'api.parent-key-type': row(
    'Make "{name}" a reference to {parent}',
    'It holds the key of the parent',
    'Write `type: {parent}`',
  ),
  policy: row('{detail}', 'The policy cannot be used', 'See policies in the reference of the model language'),
})

/** Code of a fault of a model file. */
export type FileFault = keyof typeof fileErrors.rows
