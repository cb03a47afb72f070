import { same, testScalar } from './testdata/scalar-cases.ts'

testScalar(
  'ip',
  {
    right: [
      ['192.0.2.1', '192.0.2.1'],
      ['2001:DB8:0::1', '2001:db8::1'],
    ],
    wrong: ['010.1.1.1', '0x7f.1', '1.2.3', '::1%lo', '192.0.2.1/32', '', 1],
  },
  { facets: { version: 4 }, right: same('192.0.2.1'), wrong: ['::1', '::ffff:192.0.2.1'] },
  { facets: { version: 6 }, right: same('::1', '::ffff:192.0.2.1'), wrong: ['192.0.2.1'] },
)
