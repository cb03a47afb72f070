import { same, testScalar } from './testdata/scalar-cases.ts'

testScalar('uri', {
  right: same('https://example.org/a?b#c', 'urn:isbn:1', 'http://[2001:db8::1]:80/', 'mailto:a@b.org'),
  wrong: ['', 'not a uri', '/relative', 'http://a b', 'http://exa\0mple', 'nocolon', 1],
})
