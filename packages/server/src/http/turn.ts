let end: Promise<void> | undefined

/**
 * Settles when the requests that came in with this one, in the same turn of the event loop, have been handled too. Their answers then
 * leave one right after the other, so that a busy client is woken once and not for each; a lone request waits for nothing.
 */
export function endOfTurn(): Promise<void> {
  end ??= new Promise(resolve => {
    setImmediate(() => {
      end = undefined
      resolve()
    })
  })
  return end
}
