/** What an answer, or the lack of one, means: one total function of what was asked and what came back. */
import type { Fault } from '@baryon/kit'
import type { Outcome } from '@baryon/reconcile'
import { restproxyErrors } from '../errors.ts'
import type { Answer, Reply, Silence } from './client.ts'

/**
 * What a request wants. `create` and `update`: the thing is not there, is there, as far as we know; `upsert`: either way; `remove`; `ask`: anything that
 * changes nothing; `replace`: everything at once.
 */
export type Intent = 'create' | 'update' | 'upsert' | 'remove' | 'ask' | 'replace'

export interface Asked {
  readonly controller: string
  /** `PUT /path`, for people. */
  readonly request: string
  readonly intent: Intent
  /** Whether it carried a hash, so that 409 may be an answer to that. */
  readonly hashed: boolean
  /** Whether the thing belongs to another. */
  readonly child: boolean
  /** An answer to a removal means nothing here. */
  readonly doubtful: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * What comes next: it is settled; another member of the cluster is tried (`leader`: that one); the other of create and update is tried; it is read
 * back what became of it. `outcome` holds where that cannot be done.
 */
export interface Verdict {
  readonly next: 'end' | 'member' | 'leader' | 'other' | 'look'
  readonly outcome: Outcome
  /** Where the leader is, as it said. */
  readonly leader?: string
}

type Code = Parameters<typeof restproxyErrors.fault>[0]

const done: Verdict = { next: 'end', outcome: { result: 'done' } }

/** Characters of a controller's own words that are repeated. */
const words = 500

const said = (body: string) => {
  const text = body.replaceAll(/\s+/g, ' ').trim()
  return text === '' ? '' : `: ${text.length > words ? `${text.slice(0, words)}…` : text}`
}

const faultOf = (code: Code, { controller, request }: Asked, { status, body }: Answer): Fault =>
  restproxyErrors.fault(code, { controller, request, status, text: said(body) })

/** Milliseconds of Retry-After (seconds, or a date); at most a day. */
export function retryAfter(headers: Answer['headers'], now: number): number | undefined {
  const value = headers['retry-after']
  const text = typeof value === 'string' ? value.trim() : ''
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), 86_400_000)
}

const again = (fault: Fault, away: boolean, after?: number): Outcome => ({
  result: 'again',
  fault,
  away,
  ...(after === undefined ? {} : { after }),
})

/** @returns undefined when the caller does not want it any more */
function ofSilence(asked: Asked, { phase, reason }: Silence): Verdict {
  const { controller, request } = asked
  const fault = (code: Code) => restproxyErrors.fault(code, { controller, request, reason })
  if (phase === 'stopped') return { next: 'end', outcome: again(fault('controller.stopped'), false) }
  if (phase === 'connect') return { next: 'member', outcome: again(fault('controller.away'), true) }
  if (phase === 'untrusted') return { next: 'member', outcome: again(fault('controller.untrusted'), true) }
  return { next: 'member', outcome: again(fault('controller.unanswered'), true) }
}

/** A controller that was given a hash says 409 when it has another state; without one, or in so many words, that the thing is there. */
function conflict(asked: Asked, answer: Answer): Verdict {
  const exists = asked.intent === 'create' && (!asked.hashed || /exist|duplicate|already/i.test(answer.body))
  if (exists)
    return { next: 'other', outcome: { result: 'refused', fault: faultOf('controller.refused', asked, answer) } }
  if (!asked.hashed)
    return { next: 'end', outcome: { result: 'refused', fault: faultOf('controller.refused', asked, answer) } }
  const reason = 'It says that its state is another than the one it was told'
  const fault = restproxyErrors.fault('controller.diverged', { controller: asked.controller, reason })
  return { next: 'end', outcome: { result: 'diverged', fault } }
}

/** Nothing is there: as it should be, or what it belongs to is missing, or it has to be made first. */
function missing(asked: Asked, answer: Answer): Verdict {
  if (asked.intent === 'remove') return done
  const orphan: Outcome = { result: 'orphan', fault: faultOf('controller.orphan', asked, answer) }
  if (/NXVNS/.test(answer.body)) return { next: 'end', outcome: orphan }
  const refused: Outcome = { result: 'refused', fault: faultOf('controller.refused', asked, answer) }
  if (asked.intent === 'update') return { next: 'other', outcome: asked.child ? orphan : refused }
  return { next: 'end', outcome: asked.child ? orphan : refused }
}

function redirected(asked: Asked, answer: Answer): Verdict {
  const { location } = answer.headers
  const outcome = again(faultOf('controller.redirected', asked, answer), true)
  return typeof location === 'string' ? { next: 'leader', outcome, leader: location } : { next: 'member', outcome }
}

const patient: ReadonlySet<number> = new Set([408, 425, 429, 503])

/** Of an answer that is no success and has no meaning of its own. */
function failed(asked: Asked, answer: Answer): Verdict {
  if (asked.doubtful && asked.intent === 'remove')
    return { next: 'look', outcome: again(faultOf('controller.failed', asked, answer), false) }
  if (answer.status >= 500)
    return {
      next: 'member',
      outcome: again(faultOf('controller.failed', asked, answer), false, retryAfter(answer.headers, asked.now)),
    }
  return { next: 'end', outcome: { result: 'refused', fault: faultOf('controller.refused', asked, answer) } }
}

function ofAnswer(asked: Asked, answer: Answer): Verdict {
  const { status } = answer
  if (status >= 200 && status < 300)
    return asked.doubtful && asked.intent === 'remove' ? { ...done, next: 'look' } : done
  if (status >= 300 && status < 400) return redirected(asked, answer)
  if (status === 401 || status === 403)
    return { next: 'end', outcome: { result: 'denied', fault: faultOf('controller.denied', asked, answer) } }
  if (status === 404) return missing(asked, answer)
  if (status === 409) return conflict(asked, answer)
  if (patient.has(status)) {
    const outcome = again(faultOf('controller.busy', asked, answer), false, retryAfter(answer.headers, asked.now))
    return { next: 'end', outcome }
  }
  return failed(asked, answer)
}

export const judge = (asked: Asked, reply: Reply): Verdict =>
  'phase' in reply ? ofSilence(asked, reply) : ofAnswer(asked, reply)
