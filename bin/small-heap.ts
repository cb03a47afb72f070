/**
 * The server keeps its heap small: left to itself the engine lets it grow to a multiple of what is in use, on a machine with much memory.
 * These options count only from the start of a process, so it starts over in its place. Imported before anything large.
 */

/**
 * MiB of the young generation, and by how much the old one may grow until it is collected (percent). What controllers are told goes through memory:
 * with as little room as for the API alone, the engine would spend a third of its work on that with collecting.
 */
const [young, growth] = process.env['BARYON_RESTPROXY'] ? [32, 100] : [12, 30]

const options = [
  `--max-semi-space-size=${young}`,
  `--heap-growing-percent=${growth}`,
  '--disable-warning=ExperimentalWarning',
]

/** Of the C library's allocator: by default it keeps memory of its own for every thread, which is never given back. */
const arenas = { MALLOC_ARENA_MAX: '1' }

const isSet = (option: string) => {
  const [name = option] = option.split('=')
  return process.execArgv.some(one => one.startsWith(name)) || (process.env['NODE_OPTIONS'] ?? '').includes(name)
}

const [heap = ''] = options
if (process.argv[2] === 'start' && !isSet(heap) && process.platform !== 'win32') {
  // It is an experiment of Node's; nobody has to be told.
  process.emitWarning = () => {}
  const words = [process.execPath, ...process.execArgv, ...options.filter(one => !isSet(one)), ...process.argv.slice(1)]
  process.execve?.(process.execPath, words, { ...arenas, ...process.env })
}
