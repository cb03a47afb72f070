import type { Row } from '@baryon/model'
import { type Command, Option } from 'commander'
import type { BuiltinContext } from '../builtins.ts'
import { refuse } from '../failure.ts'
import { addOutputOptions } from '../options.ts'
import { chosenColumns } from '../output/columns.ts'
import { formatList, formatOne, formats, type View } from '../output/format.ts'
import { styleOf } from '../output/style.ts'
import { type Config, configPath, type Profile, profileNamed, readConfig, writeConfig } from '../profile/config-file.ts'
import { checkedUrl } from '../settings.ts'
import { newCommand } from './new-command.ts'

interface Shown {
  readonly format?: View['format']
  readonly columns?: readonly string[]
}

const columns = ['name', 'current', 'url', 'token', 'service', 'format', 'ca', 'insecure']

const masked = (token: string | undefined) =>
  token === undefined ? null : `…${token.length > 12 ? token.slice(-4) : ''}`

const rowOf = (name: string, profile: Profile, config: Config): Row => ({
  name,
  current: config.current === name,
  url: profile.url ?? null,
  token: masked(profile.token),
  service: profile.service ?? null,
  format: profile.format ?? null,
  ca: profile.ca ?? null,
  insecure: profile.insecure ?? null,
})

/** Profiles need no server, so neither do they need a session; the format is that of the option. */
function viewOf({ io, env }: BuiltinContext, options: Shown): View {
  return {
    format: options.format ?? 'table',
    columns: options.columns === undefined ? columns : chosenColumns(options.columns, columns),
    chosen: options.columns !== undefined,
    width: undefined,
    style: styleOf(io.stdout, env),
  }
}

function listing(context: BuiltinContext): Command {
  return addOutputOptions(newCommand('list', 'List the profiles')).action(async (options: Shown) => {
    const config = await readConfig(context.env)
    const rows = Object.entries(config.profiles).map(([name, profile]) => rowOf(name, profile, config))
    context.io.stdout.write(await formatList(rows, viewOf(context, options)))
  })
}

function showing(context: BuiltinContext): Command {
  const command = newCommand('show', 'Show a profile').argument('[name]', 'the current one without it')
  return addOutputOptions(command).action(async (given: string | undefined, options: Shown) => {
    const config = await readConfig(context.env)
    const name = given ?? (context.env.BARYON_PROFILE || config.current)
    if (name === undefined)
      throw refuse('command.usage', { reason: 'Name a profile: none is current', command: 'baryon profile show' })
    const row = rowOf(name, profileNamed(config, name, context.env), config)
    context.io.stdout.write(await formatOne(row, viewOf(context, options)))
  })
}

function setting(context: BuiltinContext): Command {
  return newCommand('set', 'Make a profile, or change what is given of it')
    .argument('<name>', 'name of the profile')
    .option('--url <url>', 'server')
    .option('--token <token>', 'token to show the server')
    .option('--service <name>', 'service that is meant where several have the noun')
    .addOption(new Option('--format <format>', 'format of the output').choices(formats))
    .option('--ca <file>', 'certificates in PEM to trust besides the usual ones')
    .option('--insecure', 'accept any certificate')
    .addOption(
      new Option('--unset <member>', 'take a member out').choices([
        'url',
        'token',
        'service',
        'format',
        'ca',
        'insecure',
      ]),
    )
    .action(async (name: string, options: Profile & { readonly unset?: keyof Profile }) => {
      const { unset, ...given } = options
      if (given.url !== undefined) checkedUrl(given.url)
      const config = await readConfig(context.env)
      const before = Object.hasOwn(config.profiles, name) ? config.profiles[name] : undefined
      const after: Record<string, unknown> = { ...before, ...given }
      if (unset !== undefined) delete after[unset]
      const profiles = { ...config.profiles, [name]: after as Profile }
      await writeConfig(context.env, { current: config.current ?? name, profiles })
    })
}

function using(context: BuiltinContext): Command {
  return newCommand('use', 'Make a profile the current one')
    .argument('<name>', 'name of the profile')
    .action(async (name: string) => {
      const config = await readConfig(context.env)
      profileNamed(config, name, context.env)
      await writeConfig(context.env, { ...config, current: name })
    })
}

function deleting(context: BuiltinContext): Command {
  return newCommand('delete', 'Forget a profile')
    .argument('<name>', 'name of the profile')
    .action(async (name: string) => {
      const config = await readConfig(context.env)
      profileNamed(config, name, context.env)
      const { [name]: _gone, ...profiles } = config.profiles
      const { current, ...rest } = config
      await writeConfig(context.env, {
        ...rest,
        ...(current === undefined || current === name ? {} : { current }),
        profiles,
      })
    })
}

export function profileCommand(context: BuiltinContext): Command {
  const command = newCommand('profile', 'Keep the URLs and tokens of servers under names')
  for (const make of [listing, showing, setting, using, deleting]) command.addCommand(make(context))
  return command.addHelpText('after', () => `\nThe profiles are in ${configPath(context.env)}\n`)
}
