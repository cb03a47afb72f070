/** What every answer is, whatever was asked. */
import type { Got } from '../cloud.ts'

const isText = (value: unknown) => typeof value === 'string' && value !== ''

/** What is wrong with an answer: failures of the server, and refusals that do not say what OpenStack's clients and people need. */
export function faultsOf({ status, body, text }: Got): readonly string[] {
  if (status >= 500) return [`answered ${status} ${text}`]
  if (status < 400) return []
  const members = ['type', 'message', 'code', 'cause', 'next']
  const missing = members.filter(member => !isText(body?.NeutronError?.[member]))
  const faults = missing.map(member => `${status} without "${member}": ${text}`)
  return /node_modules|\.ts:\d|sqlite|at async/i.test(text) ? [...faults, `tells of its inside: ${text}`] : faults
}
