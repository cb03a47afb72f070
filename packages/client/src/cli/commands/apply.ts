import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Command } from 'commander'
import type { ChangeRequest } from '../../changes.ts'
import type { BuiltinContext } from '../builtins.ts'
import { refuse } from '../failure.ts'
import { readDocuments } from '../input/documents.ts'
import { addConnectionOptions } from '../options.ts'
import { diffText } from '../output/diff.ts'
import { formatList, formats, jsonText, yamlText } from '../output/format.ts'
import { newCommand } from './new-command.ts'

interface Options {
  readonly file?: string
  readonly dryRun?: boolean
  readonly format?: string
}

const shape = `The file is JSON or YAML: {operations: […]} as POST /v1/changes takes it, a list of operations, or documents of one operation each:

  op: create
  service: net-l3vpn
  kind: VpnService
  as: blue
  body: {name: blue, tenant_id: …}
  ---
  op: delete
  service: net-l3vpn
  kind: VpnService
  id: …
`

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The operations in the documents, in order. @throws CommandError `file.malformed` */
export function operationsIn(documents: readonly Json[], file: string): ChangeRequest[] {
  const operations = documents.flatMap(document => {
    const inner = isRecord(document) && 'operations' in document ? (document.operations as Json) : document
    return Array.isArray(inner) ? (inner as readonly Json[]) : [inner]
  })
  const wrong = operations.findIndex(operation => !isRecord(operation) || typeof operation.op !== 'string')
  if (wrong >= 0) throw refuse('file.malformed', { file, reason: `entry ${wrong + 1} is no operation: it has no "op"` })
  if (operations.length === 0) throw refuse('file.malformed', { file, reason: 'it has no operation' })
  return operations as unknown as ChangeRequest[]
}

export function applyCommand(context: BuiltinContext): Command {
  const command = newCommand('apply', 'Make several changes in one transaction, all or none of them')
    .argument('[file]', 'file with the operations, "-" for standard input')
    .option('-f, --file <file>', 'the same as an option')
    .option('--dry-run', 'show what would change, and keep nothing')
    .option('--format <format>', `${formats.join(', ')}; table shows each change with its attributes`)
    .addHelpText('after', `\n${shape}`)
  return addConnectionOptions(command).action(async (named: string | undefined, options: Options) => {
    const file = options.file ?? named
    if (file === undefined)
      throw refuse('command.usage', { reason: 'Give the file with the operations', command: 'baryon apply' })
    const session = await context.session()
    const { io, style } = session
    const columns = ['revision', 'operation', 'plane', 'service', 'kind', 'id']
    const view = session.view(options, columns)
    const operations = operationsIn(await readDocuments(file, io), file)
    const answer = await (await session.client()).changes(operations, {
      dryRun: options.dryRun === true,
      signal: io.signal,
    })
    const rows = answer.changes as unknown as readonly Row[]
    if (view.format === 'table') io.stdout.write(diffText(answer.changes, style))
    else if (view.format === 'json') io.stdout.write(jsonText(answer as unknown as Json))
    else if (view.format === 'yaml') io.stdout.write(await yamlText(answer as unknown as Json))
    else io.stdout.write(await formatList(rows, view))
    io.stderr.write(options.dryRun ? 'dry run: nothing was kept\n' : `done at revision ${answer.revision}\n`)
  })
}
