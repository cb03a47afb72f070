import { same, testScalar } from './testdata/scalar-cases.ts'

testScalar('enum', {
  facets: { values: ['ACTIVE', 'DOWN'] },
  right: same('ACTIVE', 'DOWN'),
  wrong: ['active', '', 1, null],
})
