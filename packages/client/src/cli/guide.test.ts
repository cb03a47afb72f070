import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { exitCodes } from '../exit.ts'
import { builtins } from './builtins.ts'
import { connectionFlags } from './options.ts'
import { formats } from './output/format.ts'

const guide = readFileSync(new URL('../../../../docs/guides/cli.md', import.meta.url), 'utf8')

test('the guide has every exit code with its meaning', () => {
  for (const [code, meaning] of Object.entries(exitCodes))
    assert.match(guide, new RegExp(`^\\| ${code} +\\| ${meaning}`, 'm'))
})

test('the guide has every command, every format and every option of the connection', () => {
  for (const { name } of builtins) assert.match(guide, new RegExp(`baryon ${name}\\b`), name)
  for (const format of formats) assert.match(guide, new RegExp(`^\\| \`${format}\``, 'm'), format)
  for (const flag of connectionFlags.keys()) assert.ok(guide.includes(`\`${flag}`), flag)
})
