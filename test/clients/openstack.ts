import { type Driver, startDriver } from './driver.ts'

interface Ran {
  readonly status: number
  readonly out: string
  readonly err: string
}

export interface Openstack {
  /** Runs a command; @returns what it printed as JSON, undefined where it prints nothing. @throws Error when it fails */
  run(command: string): Promise<never>
  /** Runs a command that has to fail. @returns what it said */
  refuse(command: string): Promise<string>
  stop(): Promise<void>
}

/** Words of a command line; what is in double quotes is one. */
const wordsOf = (command: string) =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')

/** Commands that print an object or a list, and take `-f json`. */
const prints = /\b(create|show|list)\b|\btoken issue\b|\bsubport list\b/

/** The real `openstack` client, signed on by the variables that an openrc sets. */
export function startOpenstack(environment: Readonly<Record<string, string>>): Openstack {
  const driver: Driver<readonly string[], Ran> = startDriver('run_openstack.py', [], environment)
  const ask = (command: string) => driver.ask([...wordsOf(command), ...(prints.test(command) ? ['-f', 'json'] : [])])
  return {
    async run(command) {
      const { status, out, err } = await ask(command)
      if (status !== 0) throw new Error(`openstack ${command}\n${err}`)
      const text = out.trim()
      return (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined) as never
    },
    async refuse(command) {
      const { status, err } = await ask(command)
      if (status === 0) throw new Error(`openstack ${command} should have been refused`)
      return err
    },
    stop: () => driver.stop(),
  }
}
