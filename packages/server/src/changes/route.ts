/** `POST /v1/changes`: operations on objects of any kind and service, in order, all or nothing. */
import { Refusal } from '@baryon/kit'
import type { FastifyInstance } from 'fastify'
import type { ServerContext } from '../context.ts'
import type { Answer } from '../resources/answer.ts'
import type { Asking } from '../resources/asking.ts'
import { commit } from '../resources/commit.ts'
import { askingOf, authenticated, callerOf, send } from '../resources/route.ts'
import { granted, isDryRun, requiredBody } from '../resources/write.ts'
import { readChanges } from './read.ts'
import { bodyFaults, runChanges } from './run.ts'

function answerChanges(asking: Asking): Promise<Answer> {
  return commit(asking, () => {
    const isTried = isDryRun(asking)
    const body = requiredBody(asking)
    const request = granted(readChanges(body, asking.registry, asking.context.limits.operations))
    const faults = bodyFaults(asking, request.operations)
    if (faults.length > 0) throw new Refusal(...faults)
    const dryRun = isTried || request.dryRun
    return { dryRun, work: tx => runChanges(asking, request.operations, dryRun, tx) }
  })
}

export function registerChanges(app: FastifyInstance, context: ServerContext): void {
  app.post('/v1/changes', { onRequest: authenticated(context) }, async (request, reply) => {
    request.operation = { kind: '', verb: 'changes' }
    return send(reply, await answerChanges(askingOf(request, context, callerOf(request))))
  })
}
