/**
 * A server with the commit policy `sync` as a process of its own, to be killed. Its controller is a file, which survives; it refuses names with
 * "bad" in them, and where it is told to, it often loses its answers or is busy.
 * Whoever waits for what controllers say is now and then thrown an error instead, before anything was said or after it.
 * Arguments: data folder, file of the controller, share of troubled answers.
 */
import { Fleet } from '@baryon/reconcile'
import { startServer } from '../../process/start-server.ts'
import { Controller, fakeBackends } from './fake.ts'

const [data = '', file = '', share = '0'] = process.argv.slice(2)

const controller = new Controller(file)
controller.answers = name => {
  if (name.includes('bad')) return 'refused'
  if (Math.random() >= Number(share)) return 'taken'
  return Math.random() < 0.5 ? 'lost' : 'busy'
}
const { delivered } = Fleet.prototype
Fleet.prototype.delivered = async function (changes, signal) {
  const fails = () => Math.random() < Number(share) / 5
  if (fails()) throw new Error('it broke before anybody was asked')
  const answer = await delivered.call(this, changes, signal)
  if (fails()) throw new Error('it broke after the answer')
  return answer
}

const backends = fakeBackends([controller], { mode: 'sync', deadline: 400 })
const server = await startServer({ listen: '127.0.0.1:0', data, restproxy: 'controllers.yaml', backends })
console.log(server.url)
