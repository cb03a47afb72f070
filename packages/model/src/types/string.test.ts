import { same, testScalar } from './testdata/scalar-cases.ts'

testScalar(
  'string',
  { right: same('', 'a', 'é😀', ' x '), wrong: ['a\0b', '\ud800', 'a\udc00', 1, null, true, []] },
  {
    facets: { minLength: 2, maxLength: 3 },
    right: same('ab', '😀😀', '😀😀😀'),
    wrong: ['', 'a', '😀', 'abcd', '😀😀😀😀'],
  },
  { facets: { pattern: '^\\p{Lu}+$' }, right: same('ÄB'), wrong: ['a', ''] },
  { facets: { pattern: 'b' }, right: same('abc'), wrong: ['a'] },
  {
    facets: { numbers: true, maxLength: 3 },
    right: [...same('tcp'), [6, '6'], [0, '0']],
    wrong: [1000, 1.5, true, null],
  },
)
