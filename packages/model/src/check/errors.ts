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
  'schema.unknown': row(
    'Remove "{name}" from {where}',
    'There is no such property',
    'See the reference of the model language',
  ),
  'schema.missing': row('Add "{name}" to {where}', 'It has to be there', 'See the reference of the model language'),
  'schema.type': row(
    'Give {wanted} at {where} instead of {found}',
    'The value has another type',
    'Indentation and quotes decide the type of a value in YAML',
  ),
  'schema.choice': row(
    'Give one of {allowed} at {where} instead of {found}',
    'Only these are known',
    'See the reference of the model language',
  ),
  'schema.form': row(
    'Give {form} at {where} instead of {found}',
    'The text has another form',
    'See the reference of the model language',
  ),
  'schema.name': row(
    'Rename "{name}" in {where} to {form}',
    'It becomes a name in URLs, tables and programs',
    'Use other characters',
  ),
  'schema.limit': row(
    'Change {found} at {where}: {detail}',
    'It is out of bounds',
    'See the reference of the model language',
  ),
  'service.info': row(
    'Add `info` with the name and version of "{service}"',
    'One file of a service says what it is',
    'For example `info: {name: {service}, version: "1.0"}`',
  ),
  'service.name': row(
    'Change the name "{name}" to "{folder}", or rename the folder',
    'A service has the name of its folder',
    'The name of the folder is what counts',
  ),
  'service.form': row(
    'Rename the folder "{name}"',
    'It becomes part of URLs and tables',
    'Use letters, digits, -, _ and .',
  ),
  'service.reserved': row(
    'Rename the folder "{name}"',
    'The server has a URL of that name itself',
    'Use any other name',
  ),
  'service.duplicate': row(
    'Rename one of the two services "{name}"',
    'Names of services are unique',
    'The other one is at {file}',
  ),
  'object.reserved': row(
    'Rename the object "{name}"',
    'A type has that name',
    'Names of objects start with a capital letter by custom',
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
  'dialect.twice': row(
    'Remove one `dialect`: {file} has it too',
    'A service is served in one dialect',
    'All files of the folder are one service',
  ),
  'dialect.path': row(
    'Choose another path than "{path}"',
    'It begins with a URL of the server itself',
    'Use another word',
  ),
  'dialect.taken': row(
    'Choose another path than "{path}"',
    'The service {other} is served there',
    'Each dialect has a path of its own',
  ),
  'extension.duplicate': row(
    'Remove one extension "{name}": {file} has it too',
    'All files of the folder are one service',
    'An alias is declared once',
  ),
  'extension.unknown': row(
    'Correct `extension`: there is no "{name}"',
    'Extensions are declared in `extensions` of a file of the service',
    'Declare it, or check the alias',
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
  'type.incomplete': row('Give `{facet}` of the type {type}', 'The type is not complete without it', 'It is {needs}'),
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
  'type.pattern': row(
    'Correct the regular expression "{pattern}": {detail}',
    'ECMAScript with the flag u does not take it',
    'Write a backslash twice inside double quotes',
  ),
  'type.bounds': row('Swap `{low}` {least} and `{high}` {most}', 'No value is within them', 'The least comes first'),
  'type.facet-value': row(
    'Correct `{facet}` of the type {type}: {detail}',
    'The type does not take it',
    'See the type in the reference of the model language',
  ),
  'attribute.contradiction': row(
    'Remove `{one}` or `{other}` from "{name}"',
    'One makes no sense with the other',
    'Keep one of them',
  ),
  'attribute.default': row(
    'Change the default {value} of "{name}"',
    'The value is not one that clients could give',
    'Give {wanted}',
  ),
  'attribute.empty-is-null': row(
    'Remove `emptyIsNull` from "{name}", or let it be null',
    'Null is not a value of it',
    'Add `nullable: true`, or remove `required` and `default`',
  ),
  'attribute.inner': row(
    'Remove `{property}` from "{name}"',
    'It is part of a value or of the input of an action',
    'Only attributes of an object can have it',
  ),
  'attribute.case': row(
    'Rename "{name}" or "{other}"',
    'Databases do not tell capitals from small letters in names',
    'Use other words',
  ),
  'attribute.internal': row(
    'Rename "{name}"',
    'The store keeps a column of that name with every object',
    'Leave the underscore at its start out',
  ),
  'attribute.parameter': row(
    'Rename "{name}"',
    'Lists have a parameter of that name, so nobody could filter by it',
    'Put a word before it',
  ),
  'attribute.envelope': row(
    'Rename "{name}"',
    'Lists of {kind} are answered below that name, and created from it',
    'Use another word',
  ),
  'mixin.clash': row(
    'Remove "{name}" or the mixin {mixin}',
    'The mixin has an attribute of that name',
    'Declare it yourself, or leave it to the mixin',
  ),
  'key.type': row(
    'Choose another key than "{name}": its type is {type}',
    'A key stands in URLs, and is compared by the database',
    'Use a uuid, text, a whole number or an address',
  ),
  'key.implicit': row(
    'Mark "{name}" as `primary`, or another attribute',
    '{kind} declares no key, and would get one of that name',
    'Add `primary: true`',
  ),
  'owner.type': row(
    'Make "{name}" a uuid or a string: its type is {type}',
    'It holds the project that owns the object',
    'Write `type: uuid`',
  ),
  'constraint.attribute': row(
    'Correct `{word}`: {kind} has no attribute "{name}"',
    'It is over attributes of the object',
    'Check the name',
  ),
  'constraint.type': row(
    'Remove "{name}" from `{word}`: its type is {type}',
    'Databases do not compare such values',
    'Take a scalar',
  ),
  'constraint.derived': row(
    'Remove "{name}" from `{word}`: it is derived',
    'Only what is stored is compared',
    'Take an attribute that is stored',
  ),
  'constraint.owner': row(
    'Remove the scope, or add a `tenant_id`',
    '{kind} has no attribute with a project',
    'A scope needs an owner',
  ),
  'constraint.twice': row('Remove one `{word}` of {names}', '{kind} has it twice', 'Once is enough'),
  'reference.null': row(
    'Change `onDelete: null` of "{name}"',
    'Null is not a value of it',
    'Use restrict or cascade, or let it be null',
  ),
  'reference.nested': row(
    'Move the reference in "{name}" further out',
    'It is followed only as an attribute, or as the items of one',
    'Make it an attribute of its own, or store a uuid',
  ),
  'rule.attribute': row(
    'Correct `attribute`: {kind} has no "{name}"',
    'A rule points at an attribute of the object, or of the input of its action',
    'Check the name',
  ),
  'action.name': row('Rename the action "{name}"', 'The URL is that of {child} below the object', 'Use a verb'),
  'action.verb': row(
    'Rename the action "{name}"',
    'Every noun of the command line has this verb already, so the action could not be run there',
    'Use another verb',
  ),
  'action.attribute': row(
    'Correct `set` of "{action}": {kind} has no attribute "{name}"',
    'An action sets attributes of its object',
    'Check the name',
  ),
  'action.fixed': row(
    'Remove "{name}" from `set` of "{action}"',
    'Keys, stamps and what is computed cannot be set',
    'Set something else',
  ),
  'creates.object': row(
    'Correct `object`: there is no "{name}"',
    'Companions are API objects of the same service',
    'Check the name',
  ),
  'creates.attribute': row(
    'Remove "{name}": {kind} has no such attribute',
    'Values are for attributes of the new object',
    'Check the name',
  ),
  'creates.missing': row(
    'Add a value for "{name}" of {kind}',
    'It is required',
    'Write an expression, for example `this.id`',
  ),
  'creates.cycle': row(
    'Remove a `creates`: {kind} would make another {kind}',
    'It would never end',
    'Make one of them by a request of its own',
  ),
  'action.set': row(
    'Remove `set` of "{name}"',
    'The behaviour of the object carries it out',
    'Remove `set`, or `behaviour`',
  ),
  'action.get': row(
    'Choose another method for "{name}"',
    'A GET changes nothing, so only a behaviour can answer it',
    'Write `method: PUT`, or `behaviour: true`',
  ),
  'action.input': row('Remove `input` of "{name}"', 'A GET has no body', 'Remove it, or choose another method'),
  'elements.list': row(
    'Correct `list`: {kind} stores no list "{name}"',
    'An element index is over the elements of an attribute that is a list',
    'Check the name and the type',
  ),
  'elements.attribute': row(
    'Remove "{name}": the elements of "{list}" have no such member',
    'An element index compares members of the objects in a list; of other lists the elements themselves',
    'Check the name',
  ),
  'elements.missing': row(
    'Add `attributes` with the members of "{list}" to compare',
    'Its elements are objects',
    'For example `attributes: [name]`',
  ),
  'elements.type': row(
    'Remove "{name}" of "{list}" from `elements`: its type is {type}',
    'Databases do not compare such values',
    'Take a scalar',
  ),
  'elements.duplicate': row(
    'Rename one of the two element indexes "{name}"',
    '{kind} has another of that name',
    'Its name is how behaviours read it',
  ),
  'binding.attribute': row(
    'Correct `{part}`: {kind} has no attribute "{name}"',
    'A binding names attributes of the object',
    'Check the name',
  ),
  'binding.nullable': row(
    'Let "{name}" be null',
    'It is null while {kind} is not bound',
    'Remove `required` and `default`',
  ),
  'quota.owner': row(
    'Remove `quota`, or add a `project_id`',
    '{kind} has no attribute with a project',
    'A quota is for the objects of a project',
  ),
  'computed.order': row(
    'Work "{name}" out from what is declared before it, not from "{other}"',
    'Attributes are worked out in the order of their declaration',
    'Move the declarations, or write the expression out',
  ),
  'cel.syntax': row(
    'Correct the expression: {detail}',
    'It is not CEL, the Common Expression Language',
    'See expressions in the reference of the model language',
  ),
  'cel.type': row(
    'Correct the expression: {detail}',
    'Names or types do not fit',
    'See expressions in the reference of the model language',
  ),
  'reference.virtual': row(
    'Store a uuid in "{name}" instead of a reference',
    'Of {kind} nothing is stored, so no reference is kept from or to it',
    'Write `type: uuid`; only the key of the parent is a reference there',
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
  'api.noun': row('Choose another name than "{name}"', '{other} has it too', 'It is the word on the command line'),
  'api.plural': row('Choose another plural than "{name}"', '{other} has it too', 'It is the segment in URLs'),
  'api.table': row('Rename the object: its table would be "{name}"', '{other} has the same table', 'Use another word'),
  'api.path': row(
    'Choose another path than "{path}"',
    '{other} has it too, below the same parent',
    'It is the place of the object in the dialect',
  ),
  'api.dialect': row(
    'Remove `{word}` of {kind}',
    'The service has no dialect',
    'Add `dialect` to a file of the service, or remove it',
  ),
  'api.virtual': row(
    'Remove `{word}` of {kind}',
    'The object is virtual: nothing of it is stored',
    'Its behaviour has to see to it',
  ),
  'api.parent-cycle': row('Break the circle {cycle}', 'An object cannot be below itself', 'Remove one `parent`'),
  'policy.target': row(
    'Correct the policy: {kind} has no attribute "{name}"',
    'It compares the caller with an attribute of the object',
    'Check the name',
  ),
  'policy.derived': row(
    'Correct the policy: "{name}" of {kind} is not stored',
    'Lists are filtered by what the database holds',
    'Compare with an attribute that is stored; an `internal` one is never shown',
  ),
  policy: row('{detail}', 'The policy cannot be used', 'See policies in the reference of the model language'),
})

/** Code of a fault of a model file. */
export type FileFault = keyof typeof fileErrors.rows
