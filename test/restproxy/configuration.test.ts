/** What is wrong with a configuration is said at the start, all of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kept, refused, startLab } from './lab.ts'
import { stage } from './stage.ts'

const ini = (...lines: readonly string[]) => ['[restproxy]', ...lines, ''].join('\n')

test('without servers it does not start', async () => {
  await refused({ ini: () => ini('serverauth=user:pass') }, /controllers/)
  await refused({ configuration: { controllers: [] } }, /controllers/)
})

test('a port that is none, and whatever else is wrong, is named', async () => {
  await assert.rejects(
    startLab({ ini: () => ini('servers=127.0.0.1:port,[::1]:99999', 'server_timeout=soon') }),
    error => {
      const text = error instanceof Error ? `${error.message}` : ''
      for (const wrong of ['port', '99999', 'soon']) assert.match(text, new RegExp(wrong))
      return true
    },
  )
  await assert.rejects(
    startLab({ configuration: { dialetc: 'x', mode: 'both' } }),
    /dialetc[\s\S]*mode|mode[\s\S]*dialetc/,
  )
})

test('an IPv6 literal is understood', async context => {
  const lab = await startLab({
    dialect: 'floodlight-v1.0',
    ini: servers => ini(`servers=${servers},[::1]:1`, 'serverssl=False'),
  })
  context.after(() => lab.stop())
  const urls = (await lab.admin.get('//v1/controllers')).body.controllers[0].endpoints.map(
    ({ url }: { url: string }) => url,
  )
  assert.equal(urls[1], 'http://[::1]:1')
})

test('the configuration of the original tells a Floodlight what it understands', async context => {
  const lab = await startLab({
    dialect: 'floodlight-v1.0',
    controller: { faithful: 'floodlight-0.90' },
    ini: servers =>
      ini(
        'debug=False',
        'use_syslog=False',
        'log_file=restproxy.log',
        'log_dir=/var/log',
        'proxydb=mysql://root:pass@localhost/restproxy',
        'novadb=mysql://root:pass@localhost/nova',
        `servers=${servers}`,
        'serverauth=user:pass',
        'serverssl=False',
      ),
  })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  await lab.settled()
  assert.equal(kept(lab.controller)['networks']?.[network.id].gateway, '10.0.0.1')
  for (const { headers } of lab.requests('PUT'))
    assert.equal(headers['authorization'], `Basic ${Buffer.from('user:pass').toString('base64')}`)
})
