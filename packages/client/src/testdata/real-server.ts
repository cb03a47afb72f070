import { spawn } from 'node:child_process'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from './run-program.ts'

const program = fileURLToPath(new URL('../../../../bin/main.ts', import.meta.url))

/** Baryon with its shipped services and an empty database, until the tests of the file have ended. @returns its URL */
export async function realServer(environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const child = spawn(process.execPath, [program, 'start'], {
    env: { ...process.env, BARYON_LISTEN: '127.0.0.1:0', BARYON_DATA: temporaryFolder(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  after(async () => {
    child.kill('SIGTERM')
    await ended
  })
  let text = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk
      const url = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(text)?.[0]
      if (url !== undefined && text.includes('listening')) resolve(url)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => reject(new Error(`the server ended:\n${text}`)))
  })
}
