/**
 * Table name of a kind: Gluon's, whose databases are to be read one day.
 * Words of `<service>_<Object>` are put apart by `_` and dashes become `_`.
 * @example `net-l3vpn`, `VpnAfConfig` → `net_l3vpn__vpn_af_config`; `net-l3vpn`, `BGPPeering` → `net_l3vpn_bgp_peering`
 */
export function tableName(service: string, kind: string): string {
  return `${service}_${kind}`
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '_')
}
