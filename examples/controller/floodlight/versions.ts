/** What the releases of Floodlight do that nobody would ask for. */
export interface Traps {
  /** Objects within a network end it, and their ids and names become the network's. */
  readonly readsFlat: boolean
  /** Such an object is answered 500 instead. */
  readonly failsOnNested: boolean
  /** A network without a name: its name is gone from the index and 500 answered, or it has no name any more and stays for ever. */
  readonly nameless: 'kept' | 'unindexed' | 'stuck'
  /** A name leads to one network, whatever tenants have. */
  readonly namesAreKeys: boolean
  /** A gateway that cannot be read is not taken for none. */
  readonly gatewayStays: boolean
  /** An attachment that is not there cannot be removed. */
  readonly failsOnUnknownPort: boolean
  /** What it does not know of is not to be deleted. */
  readonly noDelete: boolean
  /** Lists the MAC addresses of a network instead of its ports with theirs. */
  readonly listsMacs: boolean
}

const v091: Traps = {
  readsFlat: true,
  failsOnNested: false,
  nameless: 'stuck',
  namesAreKeys: true,
  gatewayStays: true,
  failsOnUnknownPort: false,
  noDelete: false,
  listsMacs: false,
}

/** By release; `mended`: none of it. */
export const versions = {
  mended: {
    readsFlat: false,
    failsOnNested: false,
    nameless: 'kept',
    namesAreKeys: false,
    gatewayStays: false,
    failsOnUnknownPort: false,
    noDelete: false,
    listsMacs: false,
  },
  'floodlight-0.90': {
    ...v091,
    failsOnNested: true,
    nameless: 'unindexed',
    failsOnUnknownPort: true,
    noDelete: true,
    listsMacs: true,
  },
  'floodlight-0.91': v091,
  'floodlight-1.2': v091,
} as const satisfies Readonly<Record<string, Traps>>

export type Version = keyof typeof versions
export const versionNames = Object.keys(versions) as Version[]
