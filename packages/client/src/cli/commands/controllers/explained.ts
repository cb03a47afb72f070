import type { Controller, ControllerDelivery, ControllerEndpoint } from '../../../controllers.ts'
import { plain } from '../../output/plain.ts'
import type { Style } from '../../output/style.ts'
import { counted } from './shared.ts'

/** Milliseconds in the unit that a reader wants. */
export function span(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds * 10) / 10} ms`
  const seconds = milliseconds / 1000
  if (seconds < 120) return `${Math.round(seconds * 10) / 10} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`
}

/** What there is to do in each phase, where its reason does not say it. */
const nextSteps: Readonly<Record<Controller['phase'], (name: string) => string>> = {
  starting: () => 'wait: what it was told is being looked up',
  following: () => '',
  resyncing: name => `wait, or see what is left: baryon controllers diff ${name}`,
  away: () => 'bring an endpoint back; it is asked again by itself, and told what it missed',
  denied: name => `correct its credentials, then: baryon controllers resume ${name}`,
  braked: name => `look at baryon controllers diff ${name}; if it is right: baryon controllers resync ${name} --force`,
  paused: name => `go on with: baryon controllers resume ${name}`,
  draining: name => `wait until it is paused, or go on with: baryon controllers resume ${name}`,
}

function nextStep({ name, phase, reason, refused }: Controller): string {
  const step = nextSteps[phase](name)
  if (step !== '') return step
  if (reason !== undefined) return plain(reason.next)
  return refused > 0 ? `correct or delete what is refused, or: baryon controllers retry ${name}` : 'nothing'
}

function endpointLine({ name, url, active, health, since, reason, latency }: ControllerEndpoint): string {
  const more = [
    ...(latency === undefined ? [] : [`answered in ${span(latency)}`]),
    ...(reason === undefined ? [] : [plain(reason)]),
  ]
  return `  ${active ? '*' : ' '} ${plain(name)}  ${plain(url)}  ${health} since ${since}${more.length > 0 ? `: ${more.join(', ')}` : ''}`
}

function driftLine({ drift }: Controller): string {
  if (drift === undefined) return 'not compared yet'
  const { missing, different, surplus, time } = drift
  if (missing + different + surplus === 0) return `none at ${time}`
  return `${missing} missing, ${different} different, ${surplus} too much at ${time}`
}

function facts(controller: Controller): readonly (readonly [string, string])[] {
  const { mode, cursor, head, behind, waiting, oldest, breaker, sent, retries, concurrency, latency } = controller
  return [
    ['mode', mode],
    ['told', `revision ${cursor} of ${head}: ${behind} behind, ${counted(waiting, 'thing')} waiting`],
    ['oldest', oldest === 0 ? 'everything is acknowledged' : `${span(oldest)} not acknowledged`],
    ['things', `${controller.there} there, ${controller.refused} refused`],
    ['breaker', breaker],
    ['requests', `${sent} sent, ${retries} of them again, at most ${concurrency} at a time`],
    ['latency', `${span(latency.p50)} median, ${span(latency.p99)} of 99 in 100`],
    ['drift', driftLine(controller)],
    ['next', nextStep(controller)],
  ]
}

function refusalLines(refused: readonly ControllerDelivery[], all: number, style: Style): readonly string[] {
  const lines = refused.flatMap(({ kind, id, fault }) => [
    `  ${style.red(`${plain(kind)} ${plain(id)}`)}  ${plain(fault?.message ?? '')}`,
    ...(fault === undefined
      ? []
      : [`      ${style.dim('cause')}: ${plain(fault.cause)}`, `      ${style.dim('next')}:  ${plain(fault.next)}`]),
  ])
  return all > refused.length ? [...lines, `  … and ${all - refused.length} more`] : lines
}

/** A controller for somebody who wants to know what is the matter with it. */
export function explained(controller: Controller, refused: readonly ControllerDelivery[], style: Style): string {
  const { name, phase, since, reason, endpoints } = controller
  const rows = facts(controller)
  const width = Math.max(...rows.map(([label]) => label.length))
  const lines = [
    `${style.bold(plain(name))}  ${phase === 'following' ? style.green(phase) : style.yellow(phase)} since ${since}`,
    ...(reason === undefined ? [] : [`  ${plain(reason.message)}`, `  ${style.dim('cause')}: ${plain(reason.cause)}`]),
    ...rows.map(([label, value]) => `  ${style.bold(label.padEnd(width))}  ${value}`),
    style.bold('endpoints'),
    ...endpoints.map(endpointLine),
    ...(refused.length === 0 ? [] : [style.bold('refused'), ...refusalLines(refused, controller.refused, style)]),
  ]
  return lines.map(line => `${line}\n`).join('')
}
