import { readFile } from 'node:fs/promises'
import { type Fault, failure, Refusal, type Result } from '@baryon/kit'
import { Command } from 'commander'
import { loadConfiguration } from '../../restproxy/config/load.ts'
import { commandErrors } from '../errors.ts'
import type { Terminal } from '../terminal.ts'
import { applyPlan, type Done, type ImportApi } from './apply.ts'
import { readLegacy } from './legacy.ts'
import { type Plan, planOf } from './plan.ts'
import { type DatabaseAddress, parseDatabaseUrl } from './url.ts'

interface Options {
  readonly from?: string
  readonly proxydb?: string
  readonly novadb?: string
  readonly prefixLength: string
  readonly project: string
  readonly dryRun?: boolean
  readonly quiet?: boolean
}

/** A URL with a password need not be on a command line that everybody sees: `file:PATH` and `env:NAME` do. */
async function addressOf(given: string, option: string): Promise<Result<DatabaseAddress>> {
  const [, kind, place = ''] = /^(file|env):(.+)$/.exec(given) ?? []
  if (kind === undefined) return parseDatabaseUrl(given, option)
  try {
    const text = kind === 'env' ? process.env[place] : await readFile(place, 'utf8')
    return parseDatabaseUrl(text ?? '', option)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure(commandErrors.fault('import.url', { option, reason }))
  }
}

type Databases = Pick<Options, 'proxydb' | 'novadb'>

/** Those of a configuration file, such as the restproxy.ini of the original. @throws Refusal with the faults of the file */
async function databasesIn(file: string): Promise<Databases> {
  const loaded = await loadConfiguration(file)
  if (!loaded.ok) throw new Refusal(...loaded.faults)
  const { configuration } = loaded.value
  const urlOf = (name: 'import.proxydb' | 'import.novadb') => configuration[name]?.value()
  const [proxydb, novadb] = [urlOf('import.proxydb'), urlOf('import.novadb')]
  return { ...(proxydb === undefined ? {} : { proxydb }), ...(novadb === undefined ? {} : { novadb }) }
}

const given = ({ proxydb, novadb }: Options): Databases => ({
  ...(proxydb === undefined ? {} : { proxydb }),
  ...(novadb === undefined ? {} : { novadb }),
})

async function read(options: Options): Promise<Plan> {
  const prefixLength = Number(options.prefixLength)
  if (!Number.isInteger(prefixLength) || prefixLength < 8 || prefixLength > 30)
    throw new Refusal(
      commandErrors.fault('import.url', { option: '--prefix-length', reason: 'it has to be from 8 to 30' }),
    )
  const databases = { ...(options.from === undefined ? {} : await databasesIn(options.from)), ...given(options) }
  if (databases.proxydb === undefined)
    throw new Refusal(commandErrors.fault('import.url', { option: '--proxydb', reason: 'it is required, or --from' }))
  const proxydb = await addressOf(databases.proxydb, '--proxydb')
  const novadb = databases.novadb === undefined ? undefined : await addressOf(databases.novadb, '--novadb')
  const faults = [proxydb, novadb].flatMap(each => (each === undefined || each.ok ? [] : each.faults))
  if (!proxydb.ok || (novadb !== undefined && !novadb.ok)) throw new Refusal(...faults)
  const legacy = await readLegacy(proxydb.value, novadb?.value)
  if (!legacy.ok) throw new Refusal(...legacy.faults)
  return planOf(legacy.value, { prefixLength, project: options.project })
}

const words = { there: 'is there', created: 'created', refused: 'refused' } as const

const lineOf = ({ kind, id, result, faults }: Done, dryRun: boolean): string =>
  `${kind.toLowerCase()} ${id}  ${result === 'created' && dryRun ? 'would be created' : words[result]}${faults[0] === undefined ? '' : `: ${faults[0].message}`}\n`

/** `baryon controllers import`. @param api of the Baryon that the objects go to; asked once it is known what there is */
export const importCommand = (terminal: Terminal, api: () => Promise<ImportApi>): Command =>
  new Command('import')
    .description('Take over networks, gateways, ports and MAC addresses from the databases of the original proxy')
    .option('--from <file>', 'configuration of the proxy (restproxy.ini) that names both databases')
    .option('--proxydb <url>', 'database of the proxy: mysql://USER:PASSWORD@HOST/DATABASE, file:PATH or env:NAME')
    .option('--novadb <url>', "Nova's database, with gateways and MAC addresses")
    .option('--prefix-length <n>', 'of subnets whose range Nova does not tell', '24')
    .option('--project <id>', 'owner of networks without one', 'default')
    .option('--dry-run', 'say what it would do, and keep nothing')
    .option('--quiet', 'only what is left out, and how many there were')
    .action(async (options: Options) => {
      const dryRun = options.dryRun === true
      const plan = await read(options)
      for (const note of plan.notes) terminal.note(`note: ${note}\n`)
      const counts = { there: 0, created: 0, refused: 0 }
      const faults: Fault[] = []
      for await (const done of applyPlan(plan, await api(), dryRun)) {
        counts[done.result]++
        faults.push(...done.faults)
        if (!options.quiet || done.result === 'refused') terminal.out(lineOf(done, dryRun))
      }
      const verb = dryRun ? 'would be created' : 'created'
      terminal.note(`${counts.created} ${verb}, ${counts.there} there already, ${counts.refused} refused\n`)
      if (dryRun) terminal.note('dry run: nothing was kept\n')
      if (faults.length > 0) throw new Refusal(...new Map(faults.map(fault => [fault.message, fault])).values())
    })
