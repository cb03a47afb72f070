import { Refusal, startParts, systemClock } from '@baryon/kit'
import { Command } from 'commander'
import { type Configuration, loadConfig } from '../config/load.ts'
import { type ProcessLogger, processLogger } from '../log/logger.ts'
import { shippedModels } from '../process/options.ts'
import { serverParts } from '../process/parts.ts'
import { banner } from './banner.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { explain, explainFaults } from './explain.ts'
import { addSettings, flagsOf } from './options.ts'
import { stopSignal } from './signals.ts'

/** Tells why the server did not start or broke, and with which code the process ends. */
function failed(error: unknown): number {
  if (error instanceof Refusal) {
    console.error(explain(error, process.stderr.isTTY))
    return exitCodeOf(error.faults)
  }
  console.error('Baryon failed:', error)
  return exitCodes.failed
}

async function serve({ config }: Configuration, { logger, flush }: ProcessLogger): Promise<void> {
  const { parts, slots } = serverParts({ config, clock: systemClock, logger, shipped: shippedModels })
  const signal = stopSignal(systemClock.now, code => {
    flush()
    process.exit(code)
  })
  const running = await startParts(parts)
  logger.info({ url: slots.url.get() }, 'listening')
  console.log(banner(slots.url.get(), config))
  logger.info({ signal: await signal }, 'stopping')
  await running.stop()
  logger.info({}, 'stopped')
}

async function start(options: Readonly<Record<string, unknown>>): Promise<void> {
  const { config: file, ...others } = options
  const named = file === undefined ? undefined : String(file)
  const loaded = loadConfig({ flags: flagsOf(others), environment: process.env, file: named, folder: process.cwd() })
  if (!loaded.ok) {
    console.error(explainFaults(loaded.faults))
    process.exitCode = exitCodes.wrong
    return
  }
  const log = processLogger(loaded.value.config.logLevel, process.stderr.isTTY)
  let code = 0
  try {
    await serve(loaded.value, log)
  } catch (error) {
    code = failed(error)
  }
  log.flush()
  process.exit(code)
}

export const startCommand = (): Command =>
  addSettings(new Command('start').description('Run the control plane')).action(start)
