package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/attributestags"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/dns"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/extradhcpopts"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/portsbinding"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/portsecurity"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/qos/policies"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/security/groups"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/ports"
)

// port has what the provider reads of one.
type port struct {
	ports.Port
	extradhcpopts.ExtraDHCPOptsExt
	portsecurity.PortSecurityExt
	portsbinding.PortsBindingExt
	dns.PortDNSExt
	policies.QoSPolicyExt
}

func readPort(neutron *gophercloud.ServiceClient, id string) (found port) {
	succeed(ports.Get(neutron, id).ExtractInto(&found))
	return found
}

func portState(neutron *gophercloud.ServiceClient, id string) refresh {
	return func() (string, error) {
		found, err := ports.Get(neutron, id).Extract()
		return stateOf(found.Status, err)
	}
}

// makePort makes one and waits until it is there.
func makePort(neutron *gophercloud.ServiceClient, options ports.CreateOptsBuilder) string {
	made := must(ports.Create(neutron, options).Extract())
	await(nil, []string{"ACTIVE", "DOWN"}, portState(neutron, made.ID))
	return made.ID
}

// deletePort deletes once, as the provider does with ports, and waits until it is not there any more.
func deletePort(neutron *gophercloud.ServiceClient, id string) {
	succeed(ports.Delete(neutron, id).ExtractErr())
	await([]string{"ACTIVE", "DOWN"}, []string{"DELETED"}, portState(neutron, id))
}

// changePort changes one. Its status alone may be another when it is read again.
func changePort(neutron *gophercloud.ServiceClient, id string, options ports.UpdateOptsBuilder) port {
	var changed port
	succeed(ports.Update(neutron, id, options).ExtractInto(&changed))
	found := readPort(neutron, id)
	changed.Status = found.Status
	equal("what is read after a change", found, changed)
	return changed
}

func makeGroup(neutron *gophercloud.ServiceClient, name string) string {
	return must(groups.Create(neutron, groups.CreateOpts{Name: name}).Extract()).ID
}

func aPort() {
	neutron := connect("admin")
	network, subnet := makeNet(neutron, "of ports", "10.30.0.0/24")
	one, two := makeGroup(neutron, "one"), makeGroup(neutron, "two")
	policy := must(policies.Create(neutron, policies.CreateOpts{Name: "of a port"}).Extract()).ID
	id := fullPort(neutron, network, subnet, one, policy)
	changeSecurity(neutron, id, one, two)
	changeAddresses(neutron, id, subnet)
	changeDHCP(neutron, id)
	changeRest(neutron, id)
	findPorts(neutron, id, network, subnet)

	refused[gophercloud.ErrDefault409](groups.Delete(neutron, two).ExtractErr(), "SecurityGroupInUse")
	deletePort(neutron, id)
	refused[gophercloud.ErrDefault404](ports.Get(neutron, id).Err, "PortNotFound")
	defaults(neutron, network)
	for _, each := range []string{one, two} {
		destroy(groupDeletion(neutron, each))
	}
	succeed(policies.Delete(neutron, policy).ExtractErr())
	destroy(networkDeletion(neutron, network))
}

func fullPort(neutron *gophercloud.ServiceClient, network, subnet, group, policy string) string {
	var options ports.CreateOptsBuilder = ports.CreateOpts{
		NetworkID: network, Name: "p", Description: "first", AdminStateUp: ref(true), MACAddress: "fa:16:3e:00:00:01",
		FixedIPs: []ports.IP{{SubnetID: subnet, IPAddress: "10.30.0.50"}}, DeviceID: "machine", DeviceOwner: "compute:nova",
		SecurityGroups:      &[]string{group},
		AllowedAddressPairs: []ports.AddressPair{{IPAddress: "10.30.0.99"}, {IPAddress: "10.30.1.0/24", MACAddress: "fa:16:3e:00:00:02"}},
	}
	options = extradhcpopts.CreateOptsExt{CreateOptsBuilder: options, ExtraDHCPOpts: []extradhcpopts.CreateExtraDHCPOpt{
		{OptName: "mtu", OptValue: "1400", IPVersion: gophercloud.IPv4}, {OptName: "domain-name", OptValue: "example"},
	}}
	options = portsecurity.PortCreateOptsExt{CreateOptsBuilder: options, PortSecurityEnabled: ref(true)}
	options = dns.PortCreateOptsExt{CreateOptsBuilder: options, DNSName: "p"}
	options = policies.PortCreateOptsExt{CreateOptsBuilder: options, QoSPolicyID: policy}
	id := makePort(neutron, options)
	must(attributestags.ReplaceAll(neutron, "ports", id, attributestags.ReplaceAllOpts{Tags: []string{"t"}}).Extract())

	made := readPort(neutron, id)
	check("status", made.Status == "DOWN" || made.Status == "ACTIVE", made)
	equal("made", made.Port, ports.Port{
		ID: id, NetworkID: network, Name: "p", Description: "first", AdminStateUp: true, Status: made.Status,
		MACAddress: "fa:16:3e:00:00:01", FixedIPs: []ports.IP{{SubnetID: subnet, IPAddress: "10.30.0.50"}},
		TenantID: made.ProjectID, ProjectID: made.ProjectID, DeviceOwner: "compute:nova", SecurityGroups: []string{group},
		DeviceID: "machine", Tags: []string{"t"}, AllowedAddressPairs: made.AllowedAddressPairs,
	})
	pairs := map[ports.AddressPair]bool{}
	for _, each := range made.AllowedAddressPairs {
		pairs[each] = true
	}
	equal("pairs, with the MAC address of the port where none was given", pairs, map[ports.AddressPair]bool{
		{IPAddress: "10.30.0.99", MACAddress: "fa:16:3e:00:00:01"}: true, {IPAddress: "10.30.1.0/24", MACAddress: "fa:16:3e:00:00:02"}: true,
	})
	equal("DHCP", optionsOf(made), map[string]extradhcpopts.ExtraDHCPOpt{
		"mtu":         {OptName: "mtu", OptValue: "1400", IPVersion: 4},
		"domain-name": {OptName: "domain-name", OptValue: "example", IPVersion: 4},
	})
	equal("port security", made.PortSecurityEnabled, true)
	equal("QoS", made.QoSPolicyID, policy)
	equal("DNS", made.DNSName, "p")
	equal("assigned names", len(made.DNSAssignment), 1)
	equal("assigned to", made.DNSAssignment[0]["ip_address"], "10.30.0.50")
	return id
}

func optionsOf(of port) map[string]extradhcpopts.ExtraDHCPOpt {
	found := map[string]extradhcpopts.ExtraDHCPOpt{}
	for _, each := range of.ExtraDHCPOpts {
		found[each.OptName] = each
	}
	return found
}

func changeSecurity(neutron *gophercloud.ServiceClient, id, one, two string) {
	same("replaced", changePort(neutron, id, ports.UpdateOpts{SecurityGroups: &[]string{two}}).SecurityGroups, []string{two})
	// openstack_networking_port_secgroup_associate_v2 adds to those that the port has.
	same("both", changePort(neutron, id, ports.UpdateOpts{SecurityGroups: &[]string{one, two}}).SecurityGroups, []string{one, two})
	off := portsecurity.PortUpdateOptsExt{UpdateOptsBuilder: ports.UpdateOpts{}, PortSecurityEnabled: ref(false)}
	refused[gophercloud.ErrDefault409](ports.Update(neutron, id, off).Err, "AddressPairAndPortSecurityRequired")
	paired := changePort(neutron, id, ports.UpdateOpts{AllowedAddressPairs: &[]ports.AddressPair{}})
	equal("no pairs", paired.AllowedAddressPairs, []ports.AddressPair{})
	refused[gophercloud.ErrDefault409](ports.Update(neutron, id, off).Err, "PortSecurityPortHasSecurityGroup")
	none := changePort(neutron, id, ports.UpdateOpts{SecurityGroups: &[]string{}})
	equal("none", none.SecurityGroups, []string{})
	equal("without", changePort(neutron, id, off).PortSecurityEnabled, false)
	again := portsecurity.PortUpdateOptsExt{
		UpdateOptsBuilder:   ports.UpdateOpts{SecurityGroups: &[]string{two}},
		PortSecurityEnabled: ref(true),
	}
	equal("with", changePort(neutron, id, again).SecurityGroups, []string{two})
}

func changeAddresses(neutron *gophercloud.ServiceClient, id, subnet string) {
	several := []ports.IP{{SubnetID: subnet, IPAddress: "10.30.0.50"}, {SubnetID: subnet, IPAddress: "10.30.0.51"}}
	equal("two", len(changePort(neutron, id, ports.UpdateOpts{FixedIPs: several}).FixedIPs), 2)
	any := changePort(neutron, id, ports.UpdateOpts{FixedIPs: []ports.IP{{SubnetID: subnet}}})
	equal("one of the subnet", len(any.FixedIPs), 1)
	equal("none", changePort(neutron, id, ports.UpdateOpts{FixedIPs: []interface{}{}}).FixedIPs, []ports.IP{})
	back := ports.UpdateOpts{FixedIPs: several[:1]}
	equal("again", changePort(neutron, id, back).FixedIPs, several[:1])
	outside := ports.UpdateOpts{FixedIPs: []ports.IP{{SubnetID: subnet, IPAddress: "10.99.0.1"}}}
	refused[gophercloud.ErrDefault400](ports.Update(neutron, id, outside).Err, "InvalidIpForSubnet")
}

// changeDHCP changes one option, adds one and removes one in one request: a value of null removes.
func changeDHCP(neutron *gophercloud.ServiceClient, id string) {
	changed := changePort(neutron, id, extradhcpopts.UpdateOptsExt{
		UpdateOptsBuilder: ports.UpdateOpts{},
		ExtraDHCPOpts: []extradhcpopts.UpdateExtraDHCPOpt{
			{OptName: "mtu", OptValue: ref("1300"), IPVersion: gophercloud.IPv4},
			{OptName: "ntp-server", OptValue: ref("192.0.2.1"), IPVersion: gophercloud.IPv4},
			{OptName: "domain-name"},
		},
	})
	equal("options", optionsOf(changed), map[string]extradhcpopts.ExtraDHCPOpt{
		"mtu":        {OptName: "mtu", OptValue: "1300", IPVersion: 4},
		"ntp-server": {OptName: "ntp-server", OptValue: "192.0.2.1", IPVersion: 4},
	})
	without := changePort(neutron, id, extradhcpopts.UpdateOptsExt{
		UpdateOptsBuilder: ports.UpdateOpts{},
		ExtraDHCPOpts:     []extradhcpopts.UpdateExtraDHCPOpt{{OptName: "mtu"}, {OptName: "ntp-server"}},
	})
	equal("no options", len(without.ExtraDHCPOpts), 0)
}

func changeRest(neutron *gophercloud.ServiceClient, id string) {
	var options ports.UpdateOptsBuilder = ports.UpdateOpts{
		Name: ref("port"), Description: ref(""), AdminStateUp: ref(false), DeviceID: ref(""), DeviceOwner: ref(""),
	}
	options = dns.PortUpdateOptsExt{UpdateOptsBuilder: options, DNSName: ref("")}
	options = policies.PortUpdateOptsExt{UpdateOptsBuilder: options, QoSPolicyID: ref("")}
	changed := changePort(neutron, id, options)
	equal("names", [4]string{changed.Name, changed.Description, changed.DeviceID, changed.DeviceOwner}, [4]string{"port", "", "", ""})
	equal("up", changed.AdminStateUp, false)
	equal("DNS", changed.DNSName, "")
	equal("QoS", changed.QoSPolicyID, "")
}

// findPorts lists as the data sources do. The port is disabled, and DOWN sooner or later.
func findPorts(neutron *gophercloud.ServiceClient, id, network, subnet string) {
	await([]string{"ACTIVE"}, []string{"DOWN"}, portState(neutron, id))
	find := func(options ports.ListOptsBuilder) []string {
		var list []port
		succeed(ports.ExtractPortsInto(must(ports.List(neutron, options).AllPages()), &list))
		ids := []string{}
		for _, each := range list {
			ids = append(ids, each.ID)
		}
		return ids
	}
	for _, options := range []ports.ListOptsBuilder{
		ports.ListOpts{ID: id},
		ports.ListOpts{NetworkID: network, Name: "port", Status: "DOWN", AdminStateUp: ref(false)},
		ports.ListOpts{NetworkID: network, MACAddress: "fa:16:3e:00:00:01", Tags: "t"},
		ports.ListOpts{FixedIPs: []ports.FixedIPOpts{{IPAddress: "10.30.0.50"}, {SubnetID: subnet}}},
		ports.ListOpts{NetworkID: network, FixedIPs: []ports.FixedIPOpts{{IPAddressSubstr: "0.5"}}},
	} {
		equal("found", find(options), []string{id})
	}
	equal("not found", find(ports.ListOpts{NetworkID: network, NotTags: "t"}), []string{})
	equal("other name", find(dns.PortListOptsExt{ListOptsBuilder: ports.ListOpts{NetworkID: network}, DNSName: "q"}), []string{})
}

// defaults are what a port has of which nothing was said but the network.
func defaults(neutron *gophercloud.ServiceClient, network string) {
	id := makePort(neutron, ports.CreateOpts{NetworkID: network})
	made := readPort(neutron, id)
	equal("an address", len(made.FixedIPs), 1)
	equal("the default group", len(made.SecurityGroups), 1)
	equal("names", [3]string{made.Name, made.DeviceID, made.DeviceOwner}, [3]string{})
	equal("binding", [3]string{made.HostID, made.VIFType, made.VNICType}, [3]string{"", "unbound", "normal"})
	bare := readPort(neutron, makePort(neutron, ports.CreateOpts{
		NetworkID: network, SecurityGroups: &[]string{}, FixedIPs: []interface{}{}, AdminStateUp: ref(false),
	}))
	equal("no groups", bare.SecurityGroups, []string{})
	equal("no addresses", bare.FixedIPs, []ports.IP{})
	for _, each := range []string{id, bare.ID} {
		deletePort(neutron, each)
	}
}

func portBindings() {
	neutron := connect("admin")
	network, _ := makeNet(neutron, "of bindings", "10.31.0.0/24")
	id := makePort(neutron, portsbinding.CreateOptsExt{
		CreateOptsBuilder: ports.CreateOpts{NetworkID: network, DeviceOwner: "compute:nova"},
		HostID:            "host-1", VNICType: "direct", Profile: map[string]interface{}{"pci_slot": "0000:06:00.1", "count": 2.0},
	})
	made := readPort(neutron, id)
	equal("bound", [3]string{made.HostID, made.VIFType, made.VNICType}, [3]string{"host-1", "ovs", "direct"})
	equal("profile", made.Profile, map[string]interface{}{"pci_slot": "0000:06:00.1", "count": 2.0})
	check("details", made.VIFDetails != nil, made)
	// The library sends null for an empty profile.
	emptied := changePort(neutron, id, portsbinding.UpdateOptsExt{
		UpdateOptsBuilder: ports.UpdateOpts{}, VNICType: "normal", Profile: map[string]interface{}{},
	})
	equal("no profile", emptied.Profile, map[string]interface{}{})
	moved := changePort(neutron, id, portsbinding.UpdateOptsExt{UpdateOptsBuilder: ports.UpdateOpts{}, HostID: ref("host-2")})
	equal("moved", [3]string{moved.HostID, moved.VIFType, moved.VNICType}, [3]string{"host-2", "ovs", "normal"})
	unbound := changePort(neutron, id, portsbinding.UpdateOptsExt{UpdateOptsBuilder: ports.UpdateOpts{}, HostID: ref("")})
	equal("unbound", [2]string{unbound.HostID, unbound.VIFType}, [2]string{"", "unbound"})
	equal("no details", len(unbound.VIFDetails), 0)
	deletePort(neutron, id)
	destroy(networkDeletion(neutron, network))
}
