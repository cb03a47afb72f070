import { same, testScalar } from './testdata/scalar-cases.ts'

testScalar(
  'json-text',
  { right: same('{}', '"a"', ' [1] ', 'null'), wrong: ['', '{', "{'a':1}", '"\0"', {}, 1] },
  { facets: { maxLength: 4 }, right: same('"😀😀"', '1234'), wrong: ['12345'] },
)
