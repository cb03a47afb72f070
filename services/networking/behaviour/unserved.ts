import type { Settings } from './settings.ts'

/** Which of two extensions for the same thing is served; without a backend that carries it out, none. */
export const unservedExtensions = ({ router_rules: { served } }: Settings): readonly string[] => [
  ...(served === 'rules' ? [] : ['router_rules']),
  ...(served === 'policies' ? [] : ['bsn-tenantpolicy']),
]
