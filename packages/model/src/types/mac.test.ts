import { testScalar } from './testdata/scalar-cases.ts'

testScalar('mac', {
  right: ['fa:16:3e:00:00:01', 'FA:16:3E:00:00:01', 'fa-16-3e-00-00-01', 'fa16.3e00.0001', 'FA163E000001'].map(
    text => [text, 'fa:16:3e:00:00:01'] as const,
  ),
  wrong: [
    '',
    'fa:16:3e:00:00',
    'fa:16-3e:00:00:01',
    'fa:16:3e:00:00:0g',
    'fa16.3e000.001',
    'fa:16:3e:00:00:01:02',
    'fa163e0000011',
    1,
  ],
})
