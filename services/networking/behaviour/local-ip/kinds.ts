import type { Kinds } from '../kinds.ts'
import { localIpAssociation } from './association.ts'
import { localIp } from './local-ip.ts'

export const localIpKinds: Kinds = () => ({ LocalIp: localIp, LocalIpPortAssociation: localIpAssociation })
