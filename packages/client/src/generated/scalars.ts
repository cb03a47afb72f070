// Generated from packages/model/src/types by npm run generate. Do not edit.
import type { Column, ScalarName } from '@baryon/model'

export interface ScalarFacts {
  /** What stands for a value in the help of a command. */
  readonly placeholder: string
  /** What its values are where they are kept. */
  readonly column: Column
  /** Whether values are whole documents, which come from files and have no place in a table or on a line. */
  readonly document: boolean
}

export const scalars: Readonly<Record<ScalarName, ScalarFacts>> = {
  "string": {"placeholder":"text","column":"text","document":false},
  "integer": {"placeholder":"integer","column":"integer","document":false},
  "number": {"placeholder":"number","column":"real","document":false},
  "boolean": {"placeholder":"true|false","column":"boolean","document":false},
  "uuid": {"placeholder":"uuid","column":"text","document":false},
  "datetime": {"placeholder":"time","column":"text","document":false},
  "json": {"placeholder":"json|@file","column":"json","document":true},
  "json-text": {"placeholder":"json|@file","column":"text","document":true},
  "cidr": {"placeholder":"cidr","column":"text","document":false},
  "ip": {"placeholder":"ip","column":"text","document":false},
  "mac": {"placeholder":"mac","column":"text","document":false},
  "fqdn": {"placeholder":"name","column":"text","document":false},
  "uri": {"placeholder":"uri","column":"text","document":false},
  "email": {"placeholder":"address","column":"text","document":false},
  "enum": {"placeholder":"choice","column":"text","document":false},
}
