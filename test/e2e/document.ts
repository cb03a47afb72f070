import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lacking } from '../../tools/test-programs.ts'

/**
 * The runnable parts of a Markdown document, in order. A `sh` block runs; a comment before a block says more:
 * `<!-- run: background -->` starts it in the place of the one before and waits until the server is ready; `<!-- run: beside -->` starts a
 * program that runs until the end, and waits for what it prints first; `<!-- run: no, REASON -->` leaves it out;
 * `<!-- needs: PROGRAM -->` leaves it out where the program is not installed, which tests with `CI` set never are;
 * `<!-- file: NAME -->` writes any block to a file; `<!-- expect: TEXT -->` wants TEXT in the output of the block that follows.
 */
export type Step =
  | {
      readonly kind: 'run'
      readonly script: string
      readonly how: 'run' | 'background' | 'beside'
      readonly expected: readonly string[]
    }
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'left out'; readonly reason: string }

const block = /((?:<!--[^>]*-->\n)*)```(\w*)[^\n]*\n([\s\S]*?)^```$/gm

export function stepsOf(text: string): readonly Step[] {
  const steps: Step[] = []
  for (const [, comments = '', language = '', body = ''] of text.matchAll(block)) {
    const notes = [...comments.matchAll(/<!-- *(\w+): *(.*?) *-->/g)].map(([, key = '', value = '']) => ({
      key,
      value,
    }))
    const file = notes.find(note => note.key === 'file')
    const run = notes.find(note => note.key === 'run')?.value ?? ''
    const needed = notes.find(note => note.key === 'needs')?.value
    const lacked = needed === undefined ? false : lacking(needed)
    if (file) steps.push({ kind: 'file', name: file.value, text: body })
    else if (language === 'sh' && run.startsWith('no')) {
      const reason = run.replace(/^no,? */, '')
      if (reason === '') throw new Error(`give a reason for leaving out:\n${body}`)
      steps.push({ kind: 'left out', reason })
    } else if (language === 'sh' && lacked !== false) {
      steps.push({ kind: 'left out', reason: lacked })
    } else if (language === 'sh') {
      const expected = notes.filter(note => note.key === 'expect').map(note => note.value)
      const how = run === 'background' || run === 'beside' ? run : 'run'
      steps.push({ kind: 'run', script: body, how, expected })
    }
  }
  return steps
}

const mark = (index: number) => `@@ step ${index} @@`

/** Addresses as a document has them, and those that are free here. */
type Addresses = ReadonlyMap<string, string>

/** The address of Baryon in every document. */
const usualAddress = '127.0.0.1:9696'

const anAddress = /\b127\.0\.0\.1:[1-9]\d{3,4}\b/g

/** Every address of this machine that a document names. */
export const addressesIn = (text: string): ReadonlySet<string> =>
  new Set([usualAddress, ...(text.match(anAddress) ?? [])])

function startBackground(index: number, address: string): string[] {
  return [
    `for p in "\${pids[@]}"; do kill -INT -- -$p 2>/dev/null || true; wait $p || true; done; pids=()`,
    `setsid bash .background${index}.sh & pids+=($!)`,
    `for i in $(seq 600); do curl -sf -o /dev/null http://${address}/readyz && break; kill -0 \${pids[0]} || exit 97; sleep 0.1; done`,
  ]
}

const startBeside = (index: number): string[] => [
  `setsid bash .background${index}.sh > .beside${index}.log 2>&1 & beside+=($!)`,
  `for i in $(seq 300); do [ -s .beside${index}.log ] && break; kill -0 \${beside[-1]} || exit 98; sleep 0.1; done`,
  `cat .beside${index}.log`,
]

/** One bash script for all steps, so that variables and folders carry over from block to block as they do for a reader. */
function scriptOf(steps: readonly Step[], folder: string, addresses: Addresses): string {
  const lines = [
    'set -eo pipefail',
    'pids=() beside=()',
    `trap 'for p in "\${pids[@]}" "\${beside[@]}"; do kill -INT -- -$p 2>/dev/null; done; wait' EXIT`,
  ]
  // Each once: what one was replaced by may begin like another
  const at = (text: string) => text.replace(anAddress, usual => addresses.get(usual) ?? usual)
  steps.forEach((step, index) => {
    if (step.kind === 'file') {
      const path = join(folder, step.name)
      mkdirSync(join(path, '..'), { recursive: true })
      writeFileSync(`${path}.step${index}`, at(step.text))
      lines.push(`mv '${path}.step${index}' '${path}'`)
    }
    if (step.kind !== 'run') return
    const script = at(step.script)
    lines.push(`echo '${mark(index)}'`)
    if (step.how === 'run') {
      lines.push(script)
      return
    }
    writeFileSync(join(folder, `.background${index}.sh`), script)
    lines.push(...(step.how === 'beside' ? startBeside(index) : startBackground(index, at(usualAddress))))
  })
  return `${lines.join('\n')}\necho '${mark(steps.length)}'\n`
}

export interface Followed {
  readonly status: number | null
  /** What each step printed (standard output and error together), by its index. */
  readonly output: ReadonlyMap<number, string>
  readonly all: string
}

/** Runs a document's steps in a folder, with these addresses instead of those that it names. */
export async function follow(
  file: string,
  folder: string,
  addresses: Addresses,
): Promise<Followed & { steps: readonly Step[] }> {
  const address = addresses.get(usualAddress) ?? usualAddress
  const steps = stepsOf(readFileSync(file, 'utf8'))
  // What tells a test file that it runs inside another one's process must not reach the tests of a document.
  const { NODE_TEST_CONTEXT: _, ...own } = process.env
  const environment = {
    ...own,
    BARYON_LISTEN: address,
    BARYON_URL: `http://${address}`,
    XDG_CONFIG_HOME: join(folder, '.config'),
    XDG_CACHE_HOME: join(folder, '.cache'),
    NO_COLOR: '1',
  }
  const child = spawn('bash', ['-c', scriptOf(steps, folder, addresses)], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let all = ''
  child.stdout.on('data', chunk => (all += chunk))
  child.stderr.on('data', chunk => (all += chunk))
  const status = await new Promise<number | null>(resolve => child.on('close', resolve))
  const output = new Map<number, string>()
  for (const [, index, text = ''] of all.matchAll(/@@ step (\d+) @@\n([\s\S]*?)(?=@@ step \d+ @@|$)/g))
    output.set(Number(index), text)
  return { status, output, all, steps }
}
