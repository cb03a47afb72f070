import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Chain, type Link } from './chain.ts'

interface Bead extends Link<Bead> {
  readonly name: string
}

const bead = (name: string): Bead => ({ name, chain: undefined, before: undefined, behind: undefined })
const names = (chain: Chain<Bead>) => [...chain].map(({ name }) => name).join('')

test('things are in the order in which they came, each once', () => {
  const chain = new Chain<Bead>()
  const [a, b, c] = [bead('a'), bead('b'), bead('c')]
  for (const each of [a, b, c, a]) chain.add(each)
  assert.deepEqual([names(chain), chain.size, chain.first], ['abc', 3, a])
  assert.equal(chain.delete(b), true)
  assert.equal(chain.delete(b), false)
  assert.equal(names(chain), 'ac')
  chain.delete(a)
  chain.add(a)
  assert.deepEqual([names(chain), chain.first, chain.has(b)], ['ca', c, false])
  chain.delete(a)
  chain.delete(c)
  assert.deepEqual([names(chain), chain.size, chain.first], ['', 0, undefined])
  chain.add(b)
  assert.equal(names(chain), 'b')
})

test('what was taken out holds nothing of the chain', () => {
  const chain = new Chain<Bead>()
  const [a, b, c] = [bead('a'), bead('b'), bead('c')]
  for (const each of [a, b, c]) chain.add(each)
  chain.delete(b)
  assert.deepEqual([b.chain, b.before, b.behind], [undefined, undefined, undefined])
})

test('each may be taken out while all are gone through', () => {
  const chain = new Chain<Bead>()
  const other = new Chain<Bead>()
  for (const name of 'abcd') chain.add(bead(name))
  for (const each of chain) {
    chain.delete(each)
    other.add(each)
  }
  assert.deepEqual([names(chain), names(other)], ['', 'abcd'])
})

test('a thing is not taken out of a chain by another one', () => {
  const [chain, other] = [new Chain<Bead>(), new Chain<Bead>()]
  const a = bead('a')
  chain.add(a)
  assert.equal(other.delete(a), false)
  assert.deepEqual([names(chain), other.size], ['a', 0])
})
