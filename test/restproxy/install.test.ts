/** The units that `baryon install` writes, as systemd itself reads them. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { lacking } from '../../tools/test-programs.ts'
import { runCommand } from '../e2e/command.ts'

const skip = lacking('systemd-analyze')

/** What is said of a unit, not of others of this machine that it depends on. */
function complaints(unit: string, name: string): readonly string[] {
  const { status, stderr, error } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' })
  assert.equal(error, undefined)
  const said = stderr.split('\n').filter(line => line.includes(name))
  return status === 0 || said.length > 0 ? said : [stderr]
}

test('systemd understands the units, and says so of one that is spoilt', { skip }, async context => {
  const root = mkdtempSync(path.join(tmpdir(), 'baryon-install-'))
  context.after(() => rmSync(root, { recursive: true }))
  const install = async (...words: readonly string[]) => {
    const { status, stderr } = await runCommand('baryon', ['install', ...words, '--root', root], { HOME: root })
    assert.equal(status, 0, stderr)
  }
  const listen = ['--listen', '127.0.0.1:9696']
  await install('controller', '--servers', '10.0.0.1:8080,[fd00::1]:8080', '--auth', 'user:pass', ...listen)
  await install('node', '--controllers', '10.0.0.1,10.0.0.2:6653')
  for (const name of ['baryon.service', 'baryon-bridge.service']) {
    const unit = path.join(root, 'etc/systemd/system', name)
    assert.deepEqual(complaints(unit, name), [])
    writeFileSync(unit, readFileSync(unit, 'utf8').replace('[Service]\n', '[Service]\nRestrat=always\n'))
    assert.equal(complaints(unit, name).length, 1)
  }
})
