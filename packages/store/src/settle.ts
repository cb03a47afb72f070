import type { Writer } from './driver.ts'

/**
 * Waits for a unit of work as long as it waits for the database alone. One that waits for anything else would hold up
 * every writer, so it is given up as soon as nothing of it is left to run.
 */
export function settled<T>(work: Promise<T>, writer: Pick<Writer, 'idle'>): Promise<T> {
  return new Promise((resolve, reject) => {
    function check() {
      if (!writer.idle) watch = setImmediate(check)
      else reject(new Error('a unit of work waited for something other than its transaction: do that before commit()'))
    }
    let watch = setImmediate(check)
    const stop = () => clearImmediate(watch)
    work.finally(stop).then(resolve, reject)
  })
}
