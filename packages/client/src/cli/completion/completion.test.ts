import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { realServer } from '../../testdata/real-server.ts'
import { runnerOf } from '../../testdata/run-program.ts'
import { createCli } from '../index.ts'

const url = await realServer()
const { run, home } = runnerOf(createCli([]), { BARYON_URL: url })
const tenant = '6b0b0f4e-0d2a-4a61-9d0f-000000000001'
const names = ['old net', 'red', 'twin', 'twin']
for (const name of names) {
  const made = await run(['vpn', 'create', '--tenant-id', tenant, '--name', name])
  assert.equal(made.code, 0, made.err)
}
await run(`vpnafconfig create --tenant-id ${tenant} --vrf-rt-value 1000:1000 --vrf-rt-type both`)
await run(`vpnafconfig create --tenant-id ${tenant} --vrf-rt-value 1000:2000 --vrf-rt-type both`)

/** The values offered for the last word; a space at the end begins a new one. */
async function offered(line: string): Promise<string[]> {
  const { code, out, err } = await run(['__complete', '--', ...line.split(' ')])
  assert.deepEqual([code, err], [0, ''])
  return out
    .split('\n')
    .slice(0, -1)
    .map(one => one.split('\t')[0] as string)
}

test('every word of a line is completed from what the server has', async () => {
  assert.deepEqual(await offered('vpn'), ['vpn', 'vpnbinding', 'vpnafconfig'])
  assert.deepEqual(await offered('net-l'), ['net-l3vpn'])
  assert.deepEqual(await offered('net-l3vpn b'), ['bgppeering'])
  assert.deepEqual(await offered('net-l3vpn port '), ['list', 'show', 'create', 'update', 'delete', 'bind', 'unbind'])
  assert.deepEqual(await offered('port --service net-l3vpn un'), ['unbind'])
  assert.deepEqual(await offered('--url x --service net-l3vpn jou'), [])
  assert.deepEqual(await offered('jou'), ['journal'])
})

test('options, their choices, and the attributes they name are completed', async () => {
  assert.deepEqual(await offered('net-l3vpn port create --v'), [
    '--vnic-type',
    '--vlan-transparency',
    '--vif-details',
    '--vif-type',
  ])
  assert.deepEqual(await offered('net-l3vpn port create --vnic-type d'), ['direct'])
  assert.deepEqual(await offered('net-l3vpn port create --vnic-type=d'), ['--vnic-type=direct'])
  assert.deepEqual(await offered('net-l3vpn port create --admin-state-up '), ['true', 'false'])
  assert.deepEqual(await offered('vpn list -f '), ['table', 'json', 'yaml', 'csv', 'value'])
  assert.deepEqual(await offered('--format c'), ['csv'])
  assert.deepEqual(await offered('vpn list --sort ipv'), ['ipv4_family', 'ipv6_family'])
  assert.deepEqual(await offered('--service ie'), ['ietf-sfc'])
  assert.deepEqual(await offered('completion z'), ['zsh'])
  assert.deepEqual(await offered('apply -f /tm'), [':files'])
  assert.deepEqual(await offered('apply /tm'), [':files'])
  assert.deepEqual(await offered('help vpn cr'), ['create'])
})

test('objects are completed by their names, and by ids where a name is not enough', async () => {
  const red = (await run('vpn show red -f value -c id')).out.trim()
  assert.deepEqual(await offered('vpn show r'), ['red'])
  assert.deepEqual(await offered(`vpn show ${red.slice(0, 30)}`), [red])
  assert.ok(!(await offered('vpn delete ')).includes('twin'))
  assert.deepEqual(await offered('vpn delete red r'), ['red'])
  assert.deepEqual(await offered('vpn show red r'), [])
  assert.deepEqual(await offered('vpnbinding create --service-id r'), ['red'])
  assert.deepEqual(await offered('vpnafconfig show 1000:2'), ['1000:2000'])
})

test('completion is silent about whatever is wrong', async () => {
  for (const line of ['nothing here ', 'port ', 'profile use ', '--profile nowhere vpn list '])
    assert.deepEqual(await offered(line), [], line)
  const away = await run(['__complete', '--', 'vpn', ''], { env: { BARYON_URL: 'http://127.0.0.1:1' } })
  assert.deepEqual(away, { code: 0, out: '', err: '' })
})

const bin = join(home, 'bin')
mkdirSync(bin)
const program = fileURLToPath(new URL('../../../../../bin/main.ts', import.meta.url))
writeFileSync(join(bin, 'baryon'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`)
chmodSync(join(bin, 'baryon'), 0o755)
const env = {
  ...process.env,
  HOME: home,
  BARYON_URL: url,
  PATH: `${bin}${delimiter}${process.env['PATH']}`,
  TERM: 'xterm',
}

/** A shell that is not here is no reason to fail for a developer; where the tests judge, it has to be. */
function missing(shell: string): string | false {
  const absent = spawnSync(shell, ['-c', ':'], { stdio: 'ignore' }).error !== undefined
  if (absent && process.env['CI']) throw new Error(`install ${shell}: its completion is to be tested here`)
  return absent && `${shell} is not installed, so its completion was not tested`
}

const shell = (name: string, script: string) =>
  execFileSync(name, name === 'bash' ? ['--norc', '-c', script] : ['-c', script], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  })

test('bash completes with the script sourced', { skip: missing('bash') }, () => {
  const line = (text: string) =>
    `COMP_LINE='${text}'; COMP_POINT=\${#COMP_LINE}; COMP_WORDS=($COMP_LINE); COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )); _baryon; printf '%s|' "\${COMPREPLY[@]}"; echo`
  const script = `source <(baryon completion bash); complete -p baryon; ${[
    'baryon vpnb',
    'baryon vpn show o',
    'baryon net-l3vpn port create --vnic-type=di',
    'baryon vpnafconfig show 1000:1',
  ]
    .map(line)
    .join('; ')}`
  // bash replaces only what stands behind the last = or : of a word.
  assert.deepEqual(shell('bash', script).split('\n'), [
    'complete -F _baryon baryon',
    'vpnbinding|',
    'old\\ net|',
    'direct|',
    '1000|',
    '',
  ])
})

test('fish completes with the script sourced', { skip: missing('fish') }, () => {
  const script = `baryon completion fish | source
complete -C 'baryon vpnb'
complete -C 'baryon vpn show o'
complete -C 'baryon net-l3vpn port create --vnic-type=di'`
  assert.deepEqual(
    shell('fish', script)
      .trim()
      .split('\n')
      .map(line => line.split('\t')[0]),
    ['vpnbinding', 'old net', '--vnic-type=direct'],
  )
})

test('zsh completes with the script sourced', { skip: missing('zsh') }, () => {
  // A terminal of its own, since zsh completes nowhere else; each wait ends when the text has come.
  const script = `zmodload zsh/zpty
await() { local part; local -i n=0; got=""; while (( n++ < 200 )); do sleep 0.05; while zpty -r -t t part; do got+="$part"; done; [[ "$got" == *$1* ]] && break; done; print -r -- "$got" }
zpty t 'PS1="> " zsh -f -i'
zpty -w t 'autoload -Uz compinit && compinit -u -D; source <(baryon completion zsh); print REA""DY'
await READY
zpty -w -n t $'baryon vpnb\\t'
await vpnbinding
zpty -w -n t $'\\C-ubaryon vpn show o\\t'
await net
zpty -d t`
  const out = shell('zsh', script)
  assert.match(out, /vpnbinding/)
  assert.match(out, /old\\ net/)
})
