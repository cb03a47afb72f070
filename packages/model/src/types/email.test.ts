import { same, testScalar } from './testdata/scalar-cases.ts'

testScalar('email', {
  right: [['User@Example.ORG', 'User@example.org'], ...same("o'hara+x@a-b.example.org")],
  wrong: ['', 'a', 'a@', '@b.org', 'a b@c.org', 'a@b..org', 'a@-b.org', 'a@b.org\n', 1],
})
