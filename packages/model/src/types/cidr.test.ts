import { same, testScalar } from './testdata/scalar-cases.ts'

testScalar(
  'cidr',
  {
    right: [
      ['10.1.2.3/8', '10.0.0.0/8'],
      ['2001:DB8::1/32', '2001:db8::/32'],
    ],
    wrong: ['10.0.0.0', '', '::/200', 8],
  },
  { facets: { version: 4 }, right: same('0.0.0.0/0'), wrong: ['::/0'] },
  { facets: { version: 6 }, right: same('::/0'), wrong: ['0.0.0.0/0'] },
)
