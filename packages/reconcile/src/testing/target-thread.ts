/** A thread with one target in memory, that tells what it was told, and ends when it is asked to. */
import { serveThread } from '../remote/thread.ts'
import { Outside } from './outside.ts'
import { seeded } from './virtual-time.ts'

serveThread(data => {
  const { name } = data as { readonly name: string }
  if (name === '') throw new Error('no name')
  const history: string[] = []
  const outside = new Outside({ wait: async () => {}, random: seeded(1) })
  const target = outside.target(name)
  return {
    targets: [
      {
        ...target,
        begins: holds => void history.push(`begins ${holds}`),
        readOne: () => new Promise(() => {}),
      },
    ],
    start: () => void history.push('start'),
    close: () => target.close(),
    others: {
      history: () => history.join(', '),
      hang: () => {
        for (;;);
      },
      crash: () => {
        setImmediate(() => {
          throw new Error('a bug')
        })
      },
    },
  }
})
