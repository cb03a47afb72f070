import { type SpawnSyncOptions, spawnSync } from 'node:child_process'

/** Programs that tests drive, and Debian's package of each. */
const programs: Readonly<Record<string, string>> = {
  bash: 'bash',
  chromium: 'chromium',
  curl: 'curl',
  fish: 'fish',
  git: 'git',
  openssl: 'openssl',
  sqlite3: 'sqlite3',
  zsh: 'zsh',
}

/** Whether a program can be found on the path. */
const present = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0

/**
 * Installs what is missing where that can be done (Debian, as root), and says what is left out where it cannot.
 * With `CI` set nothing may be left out.
 */
export function installTestPrograms() {
  const missing = () => Object.keys(programs).filter(program => !present(program))
  if (missing().length > 0 && process.getuid?.() === 0 && present('apt-get')) {
    const packages = missing().map(program => programs[program] as string)
    console.log(`Installing for the tests: ${packages.join(' ')}`)
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const options: SpawnSyncOptions = { stdio: ['ignore', 'ignore', 'inherit'], env: environment }
    spawnSync('apt-get', ['update', '-qq'], options)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
  }
  const left = missing()
  if (left.length === 0) return
  if (process.env['CI']) {
    console.error(
      `Install ${left.map(program => programs[program]).join(', ')}: tests need them, and with CI set none may be left out`,
    )
    process.exit(1)
  }
  console.log(
    `Left out for want of a program: tests that drive ${left.join(', ')} (Debian packages ${left.map(program => programs[program]).join(', ')})`,
  )
}
