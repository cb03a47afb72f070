import { same, testScalar } from './testdata/scalar-cases.ts'

testScalar('fqdn', {
  right: [['Host.Example.ORG.', 'host.example.org'], ...same('a', 'a-b.c', '1.example', `${'a'.repeat(63)}.org`)],
  wrong: [
    '',
    '.',
    'a..b',
    '-a',
    'a-',
    'a_b',
    '192.0.2.1',
    'a.1',
    `${'a'.repeat(64)}.org`,
    'é.org',
    `${'a.'.repeat(126)}ab`,
    1,
  ],
})
