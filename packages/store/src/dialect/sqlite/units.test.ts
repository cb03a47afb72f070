import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import test from 'node:test'
import fc from 'fast-check'
import { SqlFailure, type SqlRow, type Writer } from '../../driver.ts'
import { writingSession } from './session.ts'

const insert = 'insert into kept (value) values (?)'

async function withWriter(body: (writer: Writer) => Promise<void>) {
  using database = new DatabaseSync(':memory:')
  database.exec('create table kept (value integer primary key) strict')
  await body(writingSession(database, ':memory:'))
}

const values = async (writer: Writer) =>
  (await writer.all('select value from kept order by value', [])).map(([one]: SqlRow) => one)

async function unit(writer: Writer, writes: readonly number[], keep: boolean) {
  await writer.savepoint()
  for (const value of writes) {
    try {
      await writer.run(insert, [value])
    } catch (error) {
      assert.ok(error instanceof SqlFailure && error.reason === 'unique', String(error))
    }
  }
  await (keep ? writer.release() : writer.undo())
}

test('a unit that is undone leaves what those before and after it wrote, however often that happens', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ writes: fc.array(fc.nat({ max: 20 }), { maxLength: 4 }), keep: fc.boolean() })),
      units =>
        withWriter(async writer => {
          for (let transaction = 0; transaction < 2; transaction++) {
            await writer.run('delete from kept', [])
            await writer.begin()
            const expected = new Set<number>()
            for (const { writes, keep } of units) {
              await unit(writer, writes, keep)
              if (keep) for (const value of writes) expected.add(value)
            }
            assert.deepEqual(
              await values(writer),
              [...expected].sort((a, b) => a - b),
            )
            await writer.commit()
            assert.deepEqual(
              await values(writer),
              [...expected].sort((a, b) => a - b),
            )
          }
        }),
    ),
  ))

test('units with more writes than are kept are undone alone, and so are those behind them', () =>
  withWriter(async writer => {
    const many = (first: number) => Array.from({ length: 6000 }, (_, index) => first + index)
    await writer.begin()
    await unit(writer, [1], true)
    await unit(writer, many(10), false)
    assert.deepEqual(await values(writer), [1])
    await writer.rollback()
    await writer.begin()
    await unit(writer, [1], true)
    await unit(writer, many(10), true)
    await unit(writer, [2], false)
    await unit(writer, [3], true)
    await writer.commit()
    assert.deepEqual(await values(writer), [1, 3, ...many(10)])
  }))
