import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newSource } from '../read/source.ts'
import { formatDiagnostic, newReport } from './diagnostic.ts'

const source = newSource('a.yaml', 'one: 1\r\ntwo: \u001b[31m2\nthree: 3')
const place = (text: string) => ({
  source,
  start: source.text.indexOf(text),
  end: source.text.indexOf(text) + text.length,
})

test('diagnostics are sorted by place, and the same fault is there once', () => {
  const report = newReport()
  report.add('yaml.value', place('three'), { text: 'x' })
  report.add('yaml.value', place('one'), { text: 'x' })
  report.add('yaml.value', place('one'), { text: 'x' })
  assert.deepEqual(
    report.diagnostics().map(({ line, column }) => [line, column]),
    [
      [1, 1],
      [3, 1],
    ],
  )
  assert.equal(report.errors(), 2)
})

test('what is wrong with a value hides what follows from it at the same place', () => {
  const report = newReport()
  report.add('type.unknown', place('one'), { name: 'x' })
  report.add('schema.type', place('one'), { wanted: 'text', found: 'a list', where: 'x' })
  report.add('type.unknown', place('three'), { name: 'x' })
  assert.deepEqual(
    report.diagnostics().map(diagnostic => diagnostic.code),
    ['schema.type', 'type.unknown'],
  )
})

test('warnings are no errors', () => {
  const report = newReport()
  report.add('yaml.value', place('one'), { text: 'x' }, { severity: 'warning' })
  assert.equal(report.errors(), 0)
})

test('formatDiagnostic() shows the line with a caret, and no control characters of the file', () => {
  const report = newReport()
  report.add('yaml.value', place('2'), { text: '2' }, { hint: 'Do not' })
  const [diagnostic] = report.diagnostics()
  const lines = formatDiagnostic(diagnostic!).split('\n')
  assert.deepEqual(lines, [
    'a.yaml:2:11: error[yaml.value]: Write "2" as a finite number or as text',
    '  2 | two: ?[31m2',
    '    |           ^',
    '  hint: Do not',
  ])
})

test('formatDiagnostic() uses colours only when it is asked to', () => {
  const report = newReport()
  report.add('yaml.value', place('one'), { text: 'x' })
  const [diagnostic] = report.diagnostics()
  assert.equal(formatDiagnostic(diagnostic!).includes('\u001b'), false)
  assert.equal(formatDiagnostic(diagnostic!, { colour: true }).includes('\u001b[31m'), true)
})
