import type { ScalarName } from '../ir.ts'
import { boolean } from './boolean.ts'
import { cidr } from './cidr.ts'
import { datetime } from './datetime.ts'
import { email } from './email.ts'
import { enumeration } from './enum.ts'
import { fqdn } from './fqdn.ts'
import { integer } from './integer.ts'
import { ip } from './ip.ts'
import { json } from './json.ts'
import { jsonText } from './json-text.ts'
import { mac } from './mac.ts'
import { number } from './number.ts'
import type { Scalar } from './scalar.ts'
import { string } from './string.ts'
import { uri } from './uri.ts'
import { uuid } from './uuid.ts'

/** Every scalar of the model language. */
export const scalars: Readonly<Record<ScalarName, Scalar>> = {
  string,
  integer,
  number,
  boolean,
  uuid,
  datetime,
  json,
  'json-text': jsonText,
  cidr,
  ip,
  mac,
  fqdn,
  uri,
  email,
  enum: enumeration,
}
