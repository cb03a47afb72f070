package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/attributestags"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/dns"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/external"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/mtu"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/portsecurity"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/provider"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/qos/policies"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/vlantransparent"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/networks"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/ports"
	named "github.com/gophercloud/utils/openstack/networking/v2/networks"
)

// network has what the provider reads of one.
type network struct {
	networks.Network
	external.NetworkExternalExt
	vlantransparent.TransparentExt
	provider.NetworkProviderExt
	portsecurity.PortSecurityExt
	mtu.NetworkMTUExt
	dns.NetworkDNSExt
	policies.QoSPolicyExt
}

func readNetwork(neutron *gophercloud.ServiceClient, id string) (found network) {
	succeed(networks.Get(neutron, id).ExtractInto(&found))
	return found
}

func networkState(neutron *gophercloud.ServiceClient, id string) refresh {
	return func() (string, error) {
		found, err := networks.Get(neutron, id).Extract()
		return stateOf(found.Status, err)
	}
}

// makeNetwork makes one and waits until it is there.
func makeNetwork(neutron *gophercloud.ServiceClient, options networks.CreateOptsBuilder) string {
	made := must(networks.Create(neutron, options).Extract())
	await([]string{"BUILD"}, []string{"ACTIVE", "DOWN"}, networkState(neutron, made.ID))
	return made.ID
}

func networkDeletion(neutron *gophercloud.ServiceClient, id string) refresh {
	return deleting(
		func() error { return networks.Get(neutron, id).Err },
		func() error { return networks.Delete(neutron, id).ExtractErr() },
	)
}

func listNetworks(neutron *gophercloud.ServiceClient, options networks.ListOptsBuilder) (found []network) {
	succeed(networks.ExtractNetworksInto(must(networks.List(neutron, options).AllPages()), &found))
	return found
}

func namesOfNetworks(list []network) []string {
	names := []string{}
	for _, each := range list {
		names = append(names, each.Name)
	}
	return names
}

func aNetwork() {
	neutron := connect("admin")
	policy := must(policies.Create(neutron, policies.CreateOpts{Name: "of a network"}).Extract())
	var options networks.CreateOptsBuilder = networks.CreateOpts{
		Name: "green", Description: "first", AdminStateUp: ref(true), Shared: ref(false),
	}
	options = portsecurity.NetworkCreateOptsExt{CreateOptsBuilder: options, PortSecurityEnabled: ref(false)}
	options = mtu.CreateOptsExt{CreateOptsBuilder: options, MTU: 1400}
	options = dns.NetworkCreateOptsExt{CreateOptsBuilder: options, DNSDomain: "green.example."}
	options = policies.NetworkCreateOptsExt{CreateOptsBuilder: options, QoSPolicyID: policy.ID}
	id := makeNetwork(neutron, options)
	equal("tags", must(attributestags.ReplaceAll(neutron, "networks", id, attributestags.ReplaceAllOpts{Tags: []string{"a", "b"}}).Extract()), []string{"a", "b"})

	made := readNetwork(neutron, id)
	check("created", !made.CreatedAt.IsZero() && !made.UpdatedAt.Before(made.CreatedAt), made)
	check("a segment", made.SegmentationID != "" && made.NetworkType == "vxlan" && made.PhysicalNetwork == "", made)
	check("a project", made.ProjectID != "" && made.TenantID == made.ProjectID, made)
	equal("made", made, network{
		Network: networks.Network{
			ID: id, Name: "green", Description: "first", AdminStateUp: true, Status: "ACTIVE", Subnets: []string{},
			TenantID: made.ProjectID, ProjectID: made.ProjectID, CreatedAt: made.CreatedAt, UpdatedAt: made.UpdatedAt,
			AvailabilityZoneHints: []string{}, Tags: []string{"a", "b"},
		},
		NetworkProviderExt: provider.NetworkProviderExt{NetworkType: "vxlan", SegmentationID: made.SegmentationID},
		NetworkMTUExt:      mtu.NetworkMTUExt{MTU: 1400},
		NetworkDNSExt:      dns.NetworkDNSExt{DNSDomain: "green.example."},
		QoSPolicyExt:       policies.QoSPolicyExt{QoSPolicyID: policy.ID},
	})

	changeNetwork(neutron, id)
	findNetworks(neutron, id)
	deleteNetworkInUse(neutron, id)
	succeed(policies.Delete(neutron, policy.ID).ExtractErr())
}

func changeNetwork(neutron *gophercloud.ServiceClient, id string) {
	var options networks.UpdateOptsBuilder = networks.UpdateOpts{
		Name: ref("blue"), Description: ref(""), AdminStateUp: ref(false), Shared: ref(true),
	}
	options = external.UpdateOptsExt{UpdateOptsBuilder: options, External: ref(true)}
	options = portsecurity.NetworkUpdateOptsExt{UpdateOptsBuilder: options, PortSecurityEnabled: ref(true)}
	options = mtu.UpdateOptsExt{UpdateOptsBuilder: options, MTU: 1300}
	options = dns.NetworkUpdateOptsExt{UpdateOptsBuilder: options, DNSDomain: ref("")}
	options = policies.NetworkUpdateOptsExt{UpdateOptsBuilder: options, QoSPolicyID: ref("")}
	must(networks.Update(neutron, id, options).Extract())
	must(attributestags.ReplaceAll(neutron, "networks", id, attributestags.ReplaceAllOpts{Tags: []string{"c"}}).Extract())

	changed := readNetwork(neutron, id)
	equal("name", changed.Name, "blue")
	equal("description", changed.Description, "")
	equal("admin_state_up", changed.AdminStateUp, false)
	equal("shared", changed.Shared, true)
	equal("external", changed.External, true)
	equal("port security", changed.PortSecurityEnabled, true)
	equal("MTU", changed.MTU, 1300)
	equal("DNS domain", changed.DNSDomain, "")
	equal("QoS policy", changed.QoSPolicyID, "")
	equal("tags", changed.Tags, []string{"c"})
	refused[gophercloud.ErrDefault400](networks.Update(neutron, id, vlantransparent.UpdateOptsExt{
		UpdateOptsBuilder: networks.UpdateOpts{}, VLANTransparent: ref(true),
	}).Err, "HTTPBadRequest")
}

// findNetworks lists as the data source does. The network is disabled: a controller that is told so lets it be DOWN.
func findNetworks(neutron *gophercloud.ServiceClient, id string) {
	only := []string{"blue"}
	for _, options := range []networks.ListOptsBuilder{
		networks.ListOpts{ID: id},
		networks.ListOpts{Name: "blue", Status: readNetwork(neutron, id).Status},
		networks.ListOpts{Tags: "c"},
		networks.ListOpts{TagsAny: "c,d", AdminStateUp: ref(false), Shared: ref(true)},
		mtu.ListOptsExt{ListOptsBuilder: networks.ListOpts{Name: "blue"}, MTU: 1300},
		external.ListOptsExt{ListOptsBuilder: networks.ListOpts{Name: "blue"}, External: ref(true)},
	} {
		equal("found", namesOfNetworks(listNetworks(neutron, options)), only)
	}
	for _, options := range []networks.ListOptsBuilder{
		networks.ListOpts{Name: "blue", NotTags: "c"},
		mtu.ListOptsExt{ListOptsBuilder: networks.ListOpts{Name: "blue"}, MTU: 1301},
		external.ListOptsExt{ListOptsBuilder: networks.ListOpts{Name: "blue"}, External: ref(false)},
	} {
		equal("not found", namesOfNetworks(listNetworks(neutron, options)), []string{})
	}
	equal("named", must(named.IDFromName(neutron, "blue")), id)
}

func deleteNetworkInUse(neutron *gophercloud.ServiceClient, id string) {
	port := must(ports.Create(neutron, ports.CreateOpts{NetworkID: id}).Extract())
	refused[gophercloud.ErrDefault409](networks.Delete(neutron, id).ExtractErr(), "NetworkInUse")
	turn := networkDeletion(neutron, id)
	equal("while a port is on it", must(turn()), "ACTIVE")
	succeed(ports.Delete(neutron, port.ID).ExtractErr())
	destroy(turn)
	refused[gophercloud.ErrDefault404](networks.Get(neutron, id).Err, "NetworkNotFound")
	equal("the state of what is gone", must(stateOf("", networks.Get(neutron, id).Err)), "DELETED")
}

// withValues adds members to the body, all of them texts: the value_specs of the provider.
type withValues struct {
	networks.CreateOptsBuilder
	values map[string]string
}

// ToNetworkCreateMap has the further values beside those of the options.
func (options withValues) ToNetworkCreateMap() (map[string]interface{}, error) {
	body, err := options.CreateOptsBuilder.ToNetworkCreateMap()
	if err == nil {
		for name, value := range options.values {
			body["network"].(map[string]interface{})[name] = value
		}
	}
	return body, err
}

func segments() {
	neutron := connect("admin")
	in := func(name string, segments ...provider.Segment) network {
		options := provider.CreateOptsExt{CreateOptsBuilder: networks.CreateOpts{Name: name}, Segments: segments}
		return readNetwork(neutron, makeNetwork(neutron, options))
	}
	vlan := provider.Segment{NetworkType: "vlan", PhysicalNetwork: "physnet1", SegmentationID: 1200}
	// The provider sends members that were not given as 0 and an empty text.
	flat := provider.Segment{NetworkType: "flat", PhysicalNetwork: "physnet2"}
	tunnel := provider.Segment{NetworkType: "vxlan", SegmentationID: 4711}

	one := in("one segment", vlan)
	equal("one", one.NetworkProviderExt, provider.NetworkProviderExt{NetworkType: "vlan", PhysicalNetwork: "physnet1", SegmentationID: "1200"})
	equal("flat", in("flat", flat).NetworkProviderExt, provider.NetworkProviderExt{NetworkType: "flat", PhysicalNetwork: "physnet2"})
	taken := provider.CreateOptsExt{CreateOptsBuilder: networks.CreateOpts{Name: "taken"}, Segments: []provider.Segment{vlan}}
	refused[gophercloud.ErrDefault409](networks.Create(neutron, taken).Err, "VlanIdInUse")
	destroy(networkDeletion(neutron, one.ID))
	several := in("several", vlan, tunnel)
	equal("several", several.Segments, []provider.Segment{vlan, tunnel})

	given := readNetwork(neutron, makeNetwork(neutron, withValues{networks.CreateOpts{Name: "given"}, map[string]string{
		"provider:network_type": "vlan", "provider:physical_network": "physnet1", "provider:segmentation_id": "1300",
		"router:external": "true", "mtu": "1450",
	}}))
	equal("values as texts", given.NetworkProviderExt, provider.NetworkProviderExt{NetworkType: "vlan", PhysicalNetwork: "physnet1", SegmentationID: "1300"})
	equal("MTU", given.MTU, 1450)
	equal("external", given.External, true)

	for _, name := range []string{"flat", "several", "given"} {
		destroy(networkDeletion(neutron, must(named.IDFromName(neutron, name))))
	}
}
