import type { Fault } from '@baryon/kit'
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { restproxyErrors } from '../errors.ts'
import type { Draft, Given } from './draft.ts'
import { meant } from './nearest.ts'
import { controllerFields, fields } from './table.ts'

interface Reading {
  readonly file: string
  readonly lines: LineCounter
  readonly faults: Fault[]
}

const place = ({ file, lines }: Reading, node: unknown) => {
  const start = (node as Node | null)?.range?.[0]
  return start === undefined ? file : `${file}:${lines.linePos(start).line}`
}

/** Levels become dots, until a name of the table is reached. */
function collect(node: unknown, known: readonly string[], above: string, into: Map<string, Given>, reading: Reading) {
  if (!isMap(node)) {
    const at = place(reading, node)
    if (!isScalar(node) || node.value !== null)
      reading.faults.push(
        restproxyErrors.fault('restproxy.syntax', { at, problem: `${above || 'the file'} is a mapping` }),
      )
    return
  }
  for (const { key, value } of node.items) {
    const name = above === '' ? String(key) : `${above}.${String(key)}`
    const at = place(reading, key)
    if (known.includes(name)) into.set(name, { value: (value as Node | null)?.toJSON() ?? null, at })
    else if (known.some(one => one.startsWith(`${name}.`))) collect(value, known, name, into, reading)
    else reading.faults.push(restproxyErrors.fault('restproxy.key', { key: name, at, meant: meant(name, known) }))
  }
}

const controllerNames = Object.keys(controllerFields)
const fieldNames = Object.keys(fields)

function controllersOf(node: unknown, reading: Reading): Draft['controllers'] {
  if (!isSeq(node)) {
    const problem = 'controllers is a list of mappings with url'
    reading.faults.push(restproxyErrors.fault('restproxy.syntax', { at: place(reading, node), problem }))
    return []
  }
  return node.items.map(item => {
    const given = new Map<string, Given>()
    const at = place(reading, item)
    if (isScalar(item)) given.set('url', { value: item.value, at })
    else collect(item, controllerNames, '', given, reading)
    return { at, given }
  })
}

/** Baryon's own form. Unknown keys are refused. */
export function fromYaml(source: string, file: string): Draft {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  const reading: Reading = { file, lines, faults: [] }
  for (const { pos, message } of document.errors) {
    const at = `${file}:${lines.linePos(pos[0]).line}`
    reading.faults.push(
      restproxyErrors.fault('restproxy.syntax', { at, problem: message.split('\n')[0]?.replace(/:?$/, '') }),
    )
  }
  const given = new Map<string, Given>()
  if (reading.faults.length > 0) return { given, controllers: [], notes: [], faults: reading.faults }
  const root = document.contents
  const listed = isMap(root) ? root.get('controllers', true) : undefined
  const controllers = listed === undefined ? [] : controllersOf(listed, reading)
  if (isMap(root)) root.delete('controllers')
  if (root !== null) collect(root, fieldNames, '', given, reading)
  return { given, controllers, notes: [], faults: reading.faults }
}
