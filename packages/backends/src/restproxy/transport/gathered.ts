const enough = 65_536

/**
 * Small pieces of text as larger ones, so that each is worth a write.
 * @param failing is told when the pieces themselves fail, which is no fault of who takes them
 */
export async function* gathered(
  pieces: AsyncIterable<string>,
  failing: (error: unknown) => void,
): AsyncIterable<string> {
  let waiting = ''
  try {
    for await (const piece of pieces) {
      waiting += piece
      if (waiting.length < enough) continue
      yield waiting
      waiting = ''
    }
  } catch (error) {
    failing(error)
    throw error
  }
  if (waiting !== '') yield waiting
}
