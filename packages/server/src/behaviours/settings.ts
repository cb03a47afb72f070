/** Settings of services: one YAML file, `<service>: {…}`, checked by the JSON Schema of each behaviour. */
import { type BehaviourModule, withDefaults } from '@baryon/decide'
import { type Fault, failure, type Json, type Result, success } from '@baryon/kit'
import { newValidator, type Row, type SchemaError } from '@baryon/model'
import { nearest } from '../config/nearest.ts'
import { serverErrors } from '../errors.ts'
import { isMapping, type Mapping, readMapping } from './yaml-file.ts'

/** What was given, by service, and where. */
export interface GivenSettings {
  readonly values: Mapping
  /** Absent: nothing was given. */
  readonly file: string | undefined
}

export async function readSettings(file: string | undefined): Promise<Result<GivenSettings>> {
  if (file === undefined) return success({ values: {}, file })
  const read = await readMapping(file, reason => serverErrors.fault('settings.file', { file, reason }))
  return read.ok ? success({ values: read.value, file }) : read
}

/** The schema of a place in the settings, following members alone. */
function schemaAt(schema: Json, path: readonly string[]): Json | undefined {
  let at: Json | undefined = schema
  for (const step of path) {
    const properties: Json | undefined = isMapping(at) ? at['properties'] : undefined
    at = isMapping(properties) ? properties[step] : undefined
  }
  return at
}

const stepsOf = (instancePath: string) =>
  instancePath
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))

const dotted = (service: string, path: readonly string[]) => [service, ...path].join('.')

function unknown(service: string, path: readonly string[], written: string, schema: Json, file: string | undefined) {
  const found = schemaAt(schema, path)
  const properties = isMapping(found) ? found['properties'] : undefined
  const names = Object.keys(isMapping(properties) ? properties : {})
  const meant = nearest(written, names)
  const next = meant === undefined ? `There is ${names.join(', ')}` : `Did you mean "${meant}"?`
  return serverErrors.fault('settings.unknown', { name: dotted(service, [...path, written]), file, next })
}

function faultOf(service: string, schema: Json, file: string | undefined, error: SchemaError): Fault {
  const path = stepsOf(error.instancePath)
  if (error.keyword === 'additionalProperties')
    return unknown(service, path, String(error.params['additionalProperty']), schema, file)
  const place = schemaAt(schema, path)
  const about = isMapping(place) ? place['description'] : undefined
  const reason = error.message ?? `breaks "${error.keyword}"`
  return serverErrors.fault('settings.value', {
    name: dotted(service, path),
    file,
    reason,
    about: about ?? 'A setting',
  })
}

/** The settings of one service, complete. @returns every fault at once */
export function completeSettings(
  service: string,
  { settings: schema = { type: 'object', additionalProperties: false } }: BehaviourModule,
  { values, file }: GivenSettings,
): Result<Row> {
  const complete = withDefaults(schema, values[service] ?? {})
  const validate = newValidator().compile(schema as object)
  if (validate(complete)) return success(complete as Row)
  const faults = (validate.errors ?? []).map(error => faultOf(service, schema, file, error))
  return failure(...faults)
}

/** One fault for each service in the file that has no settings. */
export function strangers({ values, file }: GivenSettings, services: readonly string[]): readonly Fault[] {
  return Object.keys(values)
    .filter(name => !services.includes(name))
    .map(name => {
      const meant = nearest(name, services)
      const next = meant === undefined ? `Those with settings are ${services.join(', ')}` : `Did you mean "${meant}"?`
      return serverErrors.fault('settings.unknown', { name, file, next })
    })
}
