import { testScalar } from './testdata/scalar-cases.ts'

testScalar('uuid', {
  right: [
    ['5B4CAE22-0F3A-4D0A-9C4B-3F2A1E6D7C8B', '5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b'],
    ['5b4cae220f3a4d0a9c4b3f2a1e6d7c8b', '5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b'],
  ],
  wrong: [
    '',
    'x',
    '5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8',
    '5b4cae22-0f3a-4d0a9c4b-3f2a1e6d7c8bb-',
    '{5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b}',
    'urn:uuid:5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b',
    1,
  ],
})
